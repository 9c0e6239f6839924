"""More words for places, things and deeds, a row for each English word: Russian, Polish, Chinese, Japanese."""

ROWS = """
market: рынок|базар | targ|targowisko|bazar | 市场|市場|集市|菜市场|夜市 | 市場|マーケット
street: улица|переулок|проспект | ulica|aleja | 街道|街|马路|大街|小巷 | 通り|路地|道端|街角
square: площадь | plac | 广场|廣場 | 広場
harbour: гавань|порт|причал|пристань | port|przystań|nabrzeże | 港口|码头|碼頭|海港 | 港|埠頭|波止場
sea: море|океан | morze|ocean | 大海|海上|海洋 | 海上|大海原|海辺
lake: озеро | jezioro | 湖边|湖面|湖 | 湖畔|湖
beach: пляж|берег моря | plaża | 海滩|沙滩|海灘 | 海岸|浜辺|砂浜|ビーチ
river: река|берег реки | rzeka|nad rzeką | 河边|河流|江边 | 川辺|河原|川
forest: лес | puszcza|w lesie | 森林|树林|樹林 | 森
field: луг | łąka | 田野|田地|草地 | 野原|草原|田んぼ
mountain: горы | góra|góry | 山上|山顶|高山|雪山 | 山頂|山
desert: пустыня | pustynia | 沙漠 | 砂漠
park: сквер | ogród | 公园|公園|花园|花園 | 公園|庭園|庭
village: деревня | wieś|wioska | 村庄|村莊|村子|乡村 | 村|集落
city: город | miasto | 城市 | 都会|市内
road: шоссе | droga|szosa | 公路|高速公路 | 街道沿い|国道|道路
bridge: мост | most | 大桥|桥上|橋上 | 橋
rooftop: крыша | dach|na dachu | 屋顶|天台|屋頂 | 屋上|屋根
cemetery: кладбище | cmentarz | 墓地|坟场 | 墓地|霊園
castle: замок|дворец | zamek|pałac | 城堡|宫殿|皇宫 | 城|宮殿
school: школа | szkoła | 学校|學校 | 学校|校舎
classroom: класс|аудитория | klasa|sala lekcyjna | 教室|課室 | 教室
university: университет | uniwersytet | 大学|大學 | 大学
kitchen: кухня | kuchnia | 厨房|廚房 | 台所|キッチン|厨房
bedroom: спальня | sypialnia | 卧室|臥室|睡房 | 寝室
living room: гостиная | pokój dzienny | 客厅|客廳 | 居間|リビング
bathroom: ванная | łazienka | 浴室|洗手间|卫生间 | 浴室|風呂場|洗面所
house: дом|изба | w domu | 家里|家中|房子|屋子 | 自宅|家
room: комната | pokój | 房间|房間 | 部屋
apartment: квартира | mieszkanie | 公寓 | アパート|マンション
hotel: гостиница|отель | hotel | 酒店|旅馆|宾馆 | ホテル|旅館
office: офис|кабинет|контора | biuro|gabinet | 办公室|辦公室 | 事務所|オフィス|会社
hospital: больница|госпиталь|палата | szpital | 医院|醫院|病房 | 病院|病室
church: церковь|храм|собор | kościół|katedra | 教堂|教会 | 教会|礼拝堂
temple: | świątynia | 寺庙|寺院|庙里 | 神社|お寺|寺
police: полиция|милиция|отделение полиции|участок | policja|komisariat|posterunek | 警察局|派出所|公安局 | 警察署|交番
interrogation room: допросная|комната для допросов | pokój przesłuchań | 审讯室|審訊室 | 取調室
court: суд|зал суда | sąd|sala sądowa | 法院|法庭 | 法廷|裁判所
prison: тюрьма | więzienie | 监狱|監獄 | 刑務所|牢獄
museum: музей|галерея | muzeum|galeria | 博物馆|博物館|美术馆|画廊 | 博物館|美術館|画廊
library: библиотека | biblioteka | 图书馆|圖書館|书房 | 図書館|書斎
theatre: театр|сцена | teatr | 剧院|劇院|舞台 | 劇場|舞台
bakery: булочная|пекарня | piekarnia | 面包店 | パン屋|ベーカリー
shop: магазин|лавка | sklep | 商店|店里|超市 | 店内|商店|スーパー|コンビニ
restaurant: ресторан | restauracja | 餐厅|餐廳|饭店|餐馆 | レストラン|食堂
cafe: кофейня | kawiarnia | 咖啡馆|咖啡厅|咖啡店|茶馆 | 喫茶店|カフェ
bar: трактир | karczma | 酒吧|酒馆 | 居酒屋|バー
train platform: перрон|платформа|станция метро | peron | 站台|月台|地铁站 | 駅のホーム|プラットホーム|ホーム
station: станция|вокзал | dworzec|stacja | 火车站|火車站|车站 | 駅
airport: аэропорт | lotnisko | 机场|機場 | 空港
train: поезд|вагон|электричка | pociąg | 火车|火車|车厢|列车|地铁 | 列車|電車|車内の電車
car: машина|автомобиль | samochód | 汽车|車裡|轿车|车内|车里 | 車内|自動車|車
bus: автобус | autobus | 公交车|巴士 | バス
taxi: такси | taksówka | 出租车|的士|計程車 | タクシー
boat: лодка|корабль|катер|паром | łódź|statek | 小船|船上|渡轮 | 船上|小舟|ボート|船
plane: самолёт|самолет | samolot | 飞机|機艙 | 飛行機|機内
bicycle: велосипед | rower | 自行车|單車 | 自転車
corridor: коридор | korytarz | 走廊 | 廊下
stairwell: лестница|подъезд | schody|klatka schodowa | 楼梯|樓梯 | 階段
elevator: лифт | winda | 电梯|電梯 | エレベーター
warehouse: склад|завод|фабрика|подвал | magazyn|fabryka|piwnica | 仓库|倉庫|工厂|地下室 | 倉庫|工場|地下室
workshop: мастерская|гараж | warsztat|garaż | 车库|作坊 | 車庫|工房
tunnel: тоннель|туннель | tunel | 隧道 | トンネル
cave: пещера | jaskinia | 山洞|洞穴 | 洞窟
spaceship: космический корабль | statek kosmiczny | 飞船|飛船|太空船 | 宇宙船
space: космос | kosmos | 太空|宇宙 | 宇宙空間
laboratory: лаборатория | laboratorium | 实验室|實驗室 | 研究室|実験室
attic: чердак | strych | 阁楼|閣樓 | 屋根裏
dog: собака|пёс|щенок | piesek|szczeniak | 小狗|狗 | 犬|子犬
cat: кошка|кот|котёнок | kot|kotka | 小猫|猫|貓 | 猫|子猫
horse: лошадь|конь | koń | 马匹|骑马|馬匹 | 馬に|馬が|馬を
bird: птица | ptak | 小鸟|鸟儿 | 小鳥|鳥
fire: костёр|огонь | ogień|ognisko | 篝火|火堆 | 焚き火
table: стол | stół|przy stole | 桌子|桌边|桌旁 | 机に|机の|机で|机を|テーブル
chair: стул | krzesło | 椅子 | 椅子
bread: хлеб | chleb | 面包|麵包 | パン
letter: письмо | | 信件|一封信 | 手紙
book: книга | książka | 一本书|书本 | 本を|書物
phone: телефон|мобильник | telefon|komórka | 手机|电话|手機|電話 | 電話|携帯|スマホ
key: ключ | klucz | 钥匙|鑰匙 | 鍵
cup: чашка|кружка | filiżanka|kubek | 杯子|茶杯 | 湯呑み|カップ
bag: сумка | torba | 书包|袋子 | 鞄|袋
people: люди | ludzie | 人群|人们 | 人々|人混み
children: дети | dzieci | 孩子们 | 子供たち
runs: бежит|бегут|выбегает|вбегает | biegnie|biegną|wbiega | 跑 | 走る|走って|駆け
walks: идёт|идет|идут|шагает | idzie|idą | 走路|走过|走向|漫步 | 歩く|歩いて
enters: входит|входят|заходит | wchodzi|wchodzą | 走进|进来|進來|走進 | 入る|入って
leaves: уходит|уходят|выходит|выходят | wychodzi|odchodzi | 离开|走出|離開 | 出て行く|去る|立ち去る
sits: сидит|сидят|садится | siedzi|siada | 坐在|坐下|坐着 | 座る|座って|腰掛け
looks: смотрит|глядит|смотрят | patrzy|patrzą|spogląda | 看着|望着|看向|望向 | 見る|見つめ|眺め
points: указывает|показывает на | wskazuje | 指着|指向 | 指差|指さ
embraces: обнимает|обнимаются | obejmuje|przytula | 拥抱|抱住 | 抱きしめ|抱き合
gives: даёт|дает|подаёт|протягивает | podaje|daje | 递给|交给|遞給 | 手渡|渡す
smiles: улыбается | uśmiecha się | 微笑|笑了笑 | 微笑む|微笑んで
laughs: смеётся|смеется | śmieje się | 大笑|笑起来 | 笑う|笑って
cries: плачет | płacze | 哭泣|哭着|流泪 | 泣く|泣いて
sleeps: спит | śpi | 睡觉|睡着|熟睡 | 眠る|眠って|寝て
falls: падает | upada | 摔倒|倒下|跌倒 | 倒れる|転ぶ
kneels: встаёт на колени|опускается на колени | klęka | 跪下|跪着 | 跪く|ひざまず
stands: встаёт|встает|поднимается | wstaje | 站起来|起身 | 立ち上がる|立つ
chases: преследует|гонится за|гонятся за | goni|ściga | 追赶|追着 | 追いかけ
dances: танцует|танцуют | tańczy|tańczą | 跳舞 | 踊る|踊って
fights: дерутся|дерётся | biją się|walczą | 打架|打斗 | 殴り合
hits: бьёт|ударяет | uderza | 殴打 | 殴る|殴って
jumps: прыгает|прыгают | skacze|skaczą | 跳过|跳下 | 飛び越え|飛び降り
kisses: целует|целуются | całuje|całują | 亲吻|接吻 | キスする|キスを
pushes: толкает|толкают | popycha | 推开|推倒 | 突き飛ば
swims: плывёт|плавают | pływa|pływają | 游泳 | 泳ぐ|泳いで
"""
"""Columns are parted by bars, several forms of one language too."""
