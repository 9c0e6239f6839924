"""Tiny pipelines with random weights: one of every family, built from the real classes, tokenizers included.

    python tests/models/tiny.py wan_text /tmp/wan     # one on disk, to try a command on

Each takes a fraction of a second to build. They paint noise; what they test is everything around the paint.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import diffusers as d
import torch
import transformers as t
from diffusers.pipelines.hunyuan_video.pipeline_hunyuan_video_image2video import DEFAULT_PROMPT_TEMPLATE
from diffusers.pipelines.ltx2 import LTX2TextConnectors, LTX2Vocoder

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SIGNS = LETTERS + LETTERS.upper() + "0123456789.,:;'-—()"
BYTES = [chr(n) for n in (*range(33, 127), *range(161, 173), *range(174, 256), *range(256, 324))]
"""What byte-level tokenizers write each byte as."""


def _seeded(kind: type[torch.nn.Module], *arguments: object, **parameters: object) -> torch.nn.Module:
    """A module with weights that are the same in every run."""
    torch.manual_seed(0)
    return kind(*arguments, **parameters).eval()


# Tokenizers


def t5_tokenizer(words: tuple[str, ...] = ()) -> t.T5Tokenizer:
    """A unigram tokenizer of single signs, and of whole words where some are given."""
    pieces = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", -2.0), ("▁", -3.0)]
    pieces += [(f"▁{word}", -4.0) for word in words]
    pieces += [] if words else [(mark + sign, score) for sign in SIGNS for mark, score in (("", -8.0), ("▁", -7.0))]
    return t.T5Tokenizer(vocab=pieces, extra_ids=0)


def _clip_tokenizer() -> t.CLIPTokenizer:
    names = ["<|startoftext|>", "<|endoftext|>", *BYTES, *(f"{sign}</w>" for sign in BYTES)]
    return t.CLIPTokenizer(vocab={name: i for i, name in enumerate(names)}, merges=[], model_max_length=77)


def _llama_tokenizer() -> t.LlamaTokenizer:
    names = ["<unk>", "<s>", "</s>", *(f"<0x{n:02X}>" for n in range(256)), "▁", *SIGNS]
    return t.LlamaTokenizer(
        vocab={name: i for i, name in enumerate(names)}, merges=[], pad_token="</s>", padding_side="right"
    )


def _qwen_tokenizer() -> t.Qwen2Tokenizer:
    names = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", *BYTES]
    tokenizer = t.Qwen2Tokenizer(vocab={name: i for i, name in enumerate(names)}, merges=[])
    tokenizer.chat_template = (
        "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
    )
    return tokenizer


def _gemma_tokenizer() -> t.GemmaTokenizer:
    names = ["<pad>", "<eos>", "<bos>", "<unk>", *(f"<0x{n:02X}>" for n in range(256)), "▁", *SIGNS]
    return t.GemmaTokenizer(vocab={name: i for i, name in enumerate(names)}, merges=[], padding_side="left")


# Text and picture encoders


def _t5(umt5: bool = False) -> torch.nn.Module:
    config, kind = (t.UMT5Config, t.UMT5EncoderModel) if umt5 else (t.T5Config, t.T5EncoderModel)
    return _seeded(kind, config(vocab_size=256, d_model=32, d_ff=37, d_kv=8, num_heads=4, num_layers=2))


def _clip_text(hidden: int = 8) -> torch.nn.Module:
    return _seeded(
        t.CLIPTextModel,
        t.CLIPTextConfig(
            vocab_size=600,
            hidden_size=hidden,
            intermediate_size=16,
            num_hidden_layers=2,
            num_attention_heads=2,
            projection_dim=8,
            bos_token_id=0,
            eos_token_id=1,
            pad_token_id=1,
        ),
    )


def _clip_vision(kind: type[torch.nn.Module], image: int, patch: int) -> torch.nn.Module:
    return _seeded(
        kind,
        t.CLIPVisionConfig(
            hidden_size=32,
            intermediate_size=37,
            projection_dim=32,
            num_hidden_layers=2,
            num_attention_heads=4,
            image_size=image,
            patch_size=patch,
        ),
    )


def _picture_processor(size: int) -> t.CLIPImageProcessor:
    return t.CLIPImageProcessor(crop_size=size, size=size)


# Wan and SkyReels


def _wan_sizes(**other: object) -> dict[str, object]:
    sizes: dict[str, object] = {
        "patch_size": (1, 2, 2),
        "num_attention_heads": 2,
        "attention_head_dim": 12,
        "in_channels": 16,
        "out_channels": 16,
        "text_dim": 32,
        "freq_dim": 16,
        "ffn_dim": 32,
        "num_layers": 2,
        "qk_norm": "rms_norm_across_heads",
        "rope_max_seq_len": 64,
    }
    return sizes | other


def _wan_vae() -> torch.nn.Module:
    return _seeded(
        d.AutoencoderKLWan,
        base_dim=3,
        z_dim=16,
        dim_mult=[1, 1, 1, 1],
        num_res_blocks=1,
        temperal_downsample=[False, True, True],
    )


def _wan_rest(shift: float = 3.0) -> dict[str, object]:
    scheduler = d.UniPCMultistepScheduler(
        prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=shift, num_train_timesteps=1000
    )
    return {"tokenizer": t5_tokenizer(), "text_encoder": _t5(umt5=True), "vae": _wan_vae(), "scheduler": scheduler}


def wan_text() -> d.DiffusionPipeline:
    """Wan 2.1 by text."""
    return d.WanPipeline(transformer=_seeded(d.WanTransformer3DModel, **_wan_sizes()), **_wan_rest())


def wan22_text() -> d.DiffusionPipeline:
    """Wan 2.2 A14B by text: two experts."""
    return d.WanPipeline(
        transformer=_seeded(d.WanTransformer3DModel, **_wan_sizes()),
        transformer_2=_seeded(d.WanTransformer3DModel, **_wan_sizes()),
        boundary_ratio=0.9,
        **_wan_rest(),
    )


def wan_image() -> d.DiffusionPipeline:
    """Wan 2.1 from a picture, which a CLIP encoder sees too."""
    return d.WanImageToVideoPipeline(
        transformer=_seeded(d.WanTransformer3DModel, **_wan_sizes(in_channels=36, image_dim=32)),
        image_encoder=_clip_vision(t.CLIPVisionModel, 32, 8),
        image_processor=_picture_processor(32),
        **_wan_rest(),
    )


def wan_first_last() -> d.DiffusionPipeline:
    """Wan 2.1 between two pictures (FLF2V)."""
    return d.WanImageToVideoPipeline(
        transformer=_seeded(
            d.WanTransformer3DModel, **_wan_sizes(in_channels=36, image_dim=32, pos_embed_seq_len=2 * 17)
        ),
        image_encoder=_clip_vision(t.CLIPVisionModel, 32, 8),
        image_processor=_picture_processor(32),
        **_wan_rest(),
    )


def wan22_image() -> d.DiffusionPipeline:
    """Wan 2.2 A14B from one or two pictures: two experts, no CLIP."""
    return d.WanImageToVideoPipeline(
        transformer=_seeded(d.WanTransformer3DModel, **_wan_sizes(in_channels=36)),
        transformer_2=_seeded(d.WanTransformer3DModel, **_wan_sizes(in_channels=36)),
        image_encoder=None,
        image_processor=None,
        boundary_ratio=0.9,
        **_wan_rest(),
    )


def wan22_small() -> d.DiffusionPipeline:
    """Wan 2.2 TI2V-5B: text or a picture with the same weights."""
    return d.WanPipeline(
        transformer=_seeded(d.WanTransformer3DModel, **_wan_sizes()), expand_timesteps=True, **_wan_rest(5.0)
    )


def wan_vace() -> d.DiffusionPipeline:
    """Wan VACE: films, masks and references."""
    return d.WanVACEPipeline(
        transformer=_seeded(
            d.WanVACETransformer3DModel, **_wan_sizes(num_layers=3, vace_layers=[0, 2], vace_in_channels=96)
        ),
        **_wan_rest(),
    )


def skyreels() -> d.DiffusionPipeline:
    """SkyReels-V2 with diffusion forcing."""
    return d.SkyReelsV2DiffusionForcingPipeline(
        transformer=_seeded(d.SkyReelsV2Transformer3DModel, **_wan_sizes()), **_wan_rest(8.0)
    )


# LTX


def _ltx_parts() -> dict[str, object]:
    return {
        "transformer": _seeded(
            d.LTXVideoTransformer3DModel,
            in_channels=8,
            out_channels=8,
            num_attention_heads=4,
            attention_head_dim=8,
            cross_attention_dim=32,
            num_layers=2,
            caption_channels=32,
        ),
        "vae": _seeded(
            d.AutoencoderKLLTXVideo,
            latent_channels=8,
            block_out_channels=(8, 8, 8, 8),
            decoder_block_out_channels=(8, 8, 8, 8),
            layers_per_block=(1, 1, 1, 1, 1),
            decoder_layers_per_block=(1, 1, 1, 1, 1),
            spatio_temporal_scaling=(True, True, True, False),
            decoder_spatio_temporal_scaling=(True, True, True, False),
            patch_size=4,
            encoder_causal=True,
            decoder_causal=False,
        ),
        "scheduler": d.FlowMatchEulerDiscreteScheduler(),
        "text_encoder": _t5(),
        "tokenizer": t5_tokenizer(),
    }


def ltx() -> d.DiffusionPipeline:
    """LTX-Video by text."""
    return d.LTXPipeline(**_ltx_parts())


def ltx_condition() -> d.DiffusionPipeline:
    """LTX-Video with conditions: text, pictures and films anywhere in time."""
    return d.LTXConditionPipeline(**_ltx_parts())


def ltx2() -> d.DiffusionPipeline:
    """LTX-2: picture and sound."""
    return d.LTX2ConditionPipeline(**_ltx2_parts())


def ltx2_text() -> d.DiffusionPipeline:
    """LTX-2 as its makers' folder says: by text."""
    return d.LTX2Pipeline(**_ltx2_parts())


def ltx2_control() -> d.DiffusionPipeline:
    """LTX-2 with films of poses, depths or lines in context."""
    return d.LTX2InContextPipeline(**_ltx2_parts())


def _ltx2_parts() -> dict[str, object]:
    encoder = _seeded(
        t.Gemma3ForConditionalGeneration,
        t.Gemma3Config(
            text_config={
                "model_type": "gemma3_text",
                "vocab_size": 400,
                "hidden_size": 32,
                "intermediate_size": 37,
                "num_hidden_layers": 2,
                "num_attention_heads": 2,
                "num_key_value_heads": 2,
                "head_dim": 16,
                "max_position_embeddings": 512,
            },
            vision_config={
                "model_type": "siglip_vision_model",
                "hidden_size": 16,
                "intermediate_size": 16,
                "num_hidden_layers": 1,
                "num_attention_heads": 2,
                "image_size": 32,
                "patch_size": 8,
            },
            mm_tokens_per_image=16,
            image_token_index=5,
            boi_token_index=6,
            eoi_token_index=7,
        ),
    )
    return {
        "tokenizer": _gemma_tokenizer(),
        "text_encoder": encoder,
        "connectors": _seeded(
            LTX2TextConnectors,
            caption_channels=32,
            text_proj_in_factor=3,
            video_connector_num_attention_heads=2,
            video_connector_attention_head_dim=16,
            video_connector_num_layers=1,
            video_connector_num_learnable_registers=None,
            audio_connector_num_attention_heads=2,
            audio_connector_attention_head_dim=16,
            audio_connector_num_layers=1,
            audio_connector_num_learnable_registers=None,
            connector_rope_base_seq_len=32,
            rope_double_precision=False,
            rope_type="split",
        ),
        "scheduler": d.FlowMatchEulerDiscreteScheduler(),
        **_ltx2_painters(),
    }


def _ltx2_painters() -> dict[str, object]:
    transformer = _seeded(
        d.LTX2VideoTransformer3DModel,
        in_channels=4,
        out_channels=4,
        num_attention_heads=2,
        attention_head_dim=16,
        cross_attention_dim=32,
        audio_in_channels=4,
        audio_out_channels=4,
        audio_num_attention_heads=2,
        audio_attention_head_dim=8,
        audio_cross_attention_dim=16,
        num_layers=2,
        caption_channels=32,
        rope_double_precision=False,
        rope_type="split",
    )
    vae = _seeded(
        d.AutoencoderKLLTX2Video,
        latent_channels=4,
        block_out_channels=(8, 8, 8),
        down_block_types=("LTX2VideoDownBlock3D",) * 3,
        decoder_block_out_channels=(8, 8, 8),
        layers_per_block=(1, 1, 1, 1),
        decoder_layers_per_block=(1, 1, 1, 1),
        spatio_temporal_scaling=(True, True, True),
        decoder_spatio_temporal_scaling=(True, True, True),
        decoder_inject_noise=(False, False, False, False),
        downsample_type=("spatiotemporal",) * 3,
        upsample_residual=(False, False, False),
        upsample_factor=(1, 1, 1),
        patch_size=4,
        encoder_causal=True,
        decoder_causal=False,
    )
    sound = _seeded(
        d.AutoencoderKLLTX2Audio,
        base_channels=4,
        ch_mult=(1,),
        num_res_blocks=1,
        resolution=32,
        latent_channels=2,
        mel_bins=8,
    )
    vocoder = _seeded(
        LTX2Vocoder,
        in_channels=16,
        hidden_channels=32,
        upsample_kernel_sizes=[4, 4],
        upsample_factors=[2, 2],
        resnet_kernel_sizes=[3],
        resnet_dilations=[[1, 3, 5]],
        output_sampling_rate=16000,
    )
    return {"transformer": transformer, "vae": vae, "audio_vae": sound, "vocoder": vocoder}


# CogVideoX, HunyuanVideo, Mochi


def _cog_parts(channels: int, learned: bool) -> dict[str, object]:
    return {
        "tokenizer": t5_tokenizer(),
        "text_encoder": _t5(),
        "transformer": _seeded(
            d.CogVideoXTransformer3DModel,
            num_attention_heads=2,
            attention_head_dim=16,
            in_channels=channels,
            out_channels=4,
            time_embed_dim=2,
            text_embed_dim=32,
            num_layers=2,
            sample_width=8,
            sample_height=8,
            sample_frames=9,
            patch_size=2,
            max_text_seq_length=226,
            use_rotary_positional_embeddings=learned,
            use_learned_positional_embeddings=learned,
        ),
        "vae": _seeded(
            d.AutoencoderKLCogVideoX,
            block_out_channels=(8, 8, 8, 8),
            latent_channels=4,
            layers_per_block=1,
            norm_num_groups=2,
        ),
        "scheduler": d.CogVideoXDPMScheduler(),
    }


def cog_text() -> d.DiffusionPipeline:
    """CogVideoX by text."""
    return d.CogVideoXPipeline(**_cog_parts(4, learned=False))


def cog_image() -> d.DiffusionPipeline:
    """CogVideoX from a picture."""
    return d.CogVideoXImageToVideoPipeline(**_cog_parts(8, learned=True))


def cog_control() -> d.DiffusionPipeline:
    """CogVideoX after a film of poses, depths or lines."""
    return d.CogVideoXFunControlPipeline(**_cog_parts(8, learned=True) | {"scheduler": d.CogVideoXDDIMScheduler()})


def _llama_sizes() -> dict[str, object]:
    return {
        "vocab_size": 512,
        "hidden_size": 16,
        "intermediate_size": 16,
        "num_hidden_layers": 4,
        "num_attention_heads": 2,
        "bos_token_id": 1,
        "eos_token_id": 2,
        "pad_token_id": 2,
        "max_position_embeddings": 2048,
    }


def _hunyuan_parts(**other: object) -> dict[str, object]:
    sizes: dict[str, object] = {
        "in_channels": 4,
        "out_channels": 4,
        "num_attention_heads": 2,
        "attention_head_dim": 10,
        "num_layers": 1,
        "num_single_layers": 1,
        "num_refiner_layers": 1,
        "patch_size": 1,
        "guidance_embeds": True,
        "text_embed_dim": 16,
        "pooled_projection_dim": 8,
        "rope_axes_dim": (2, 4, 4),
    }
    return {
        "text_encoder_2": _clip_text(),
        "tokenizer_2": _clip_tokenizer(),
        "transformer": _seeded(d.HunyuanVideoTransformer3DModel, **sizes | other),
        "vae": _seeded(
            d.AutoencoderKLHunyuanVideo,
            latent_channels=4,
            block_out_channels=(8, 8, 8, 8),
            layers_per_block=1,
            norm_num_groups=4,
        ),
        "scheduler": d.FlowMatchEulerDiscreteScheduler(shift=7.0),
    }


def hunyuan() -> d.DiffusionPipeline:
    """HunyuanVideo by text."""
    encoder = _seeded(t.LlamaModel, t.LlamaConfig(**_llama_sizes()))
    return d.HunyuanVideoPipeline(text_encoder=encoder, tokenizer=_llama_tokenizer(), **_hunyuan_parts())


def hunyuan_image() -> d.DiffusionPipeline:
    """HunyuanVideo from a picture, which its text encoder sees too."""
    tokenizer = _llama_tokenizer()
    tokenizer.add_tokens([t.AddedToken(name, special=True) for name in ("<image>", "<|end_header_id|>")])
    # Whole words, as real tokenizers have them: where the prompt begins is counted in tokens.
    tokenizer.add_tokens(sorted(set(re.findall("[a-z]{3,}", DEFAULT_PROMPT_TEMPLATE["template"]))))
    sees = t.CLIPVisionConfig(
        hidden_size=8, intermediate_size=16, num_hidden_layers=3, num_attention_heads=2, image_size=336, patch_size=14
    )
    config = t.LlavaConfig(
        vision_config=sees,
        text_config=t.LlamaConfig(**_llama_sizes()),
        image_token_index=tokenizer.convert_tokens_to_ids("<image>"),
        pad_token_id=2,
    )
    return d.HunyuanVideoImageToVideoPipeline(
        text_encoder=_seeded(t.LlavaForConditionalGeneration, config),
        tokenizer=tokenizer,
        image_processor=_picture_processor(336),
        **_hunyuan_parts(image_condition_type="token_replace"),
    )


def _hunyuan15_parts(**other: object) -> dict[str, object]:
    qwen = t.Qwen2_5_VLTextConfig(
        vocab_size=400,
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=4,
        num_attention_heads=2,
        num_key_value_heads=2,
        rope_scaling={"type": "mrope", "mrope_section": [1, 1, 2], "rope_type": "default"},
        rope_theta=1000000.0,
    )
    byt5 = t.T5Config(vocab_size=384, d_model=16, d_ff=16, d_kv=8, num_heads=2, num_layers=2)
    sizes: dict[str, object] = {
        "in_channels": 9,
        "out_channels": 4,
        "num_attention_heads": 2,
        "attention_head_dim": 8,
        "num_layers": 2,
        "num_refiner_layers": 1,
        "mlp_ratio": 2.0,
        "text_embed_dim": 16,
        "text_embed_2_dim": 16,
        "image_embed_dim": 12,
        "rope_axes_dim": (2, 2, 4),
        "target_size": 16,
        "task_type": "t2v",
    }
    return {
        "text_encoder": _seeded(t.Qwen2_5_VLTextModel, qwen),
        "tokenizer": _qwen_tokenizer(),
        "text_encoder_2": _seeded(t.T5EncoderModel, byt5),
        "tokenizer_2": t.ByT5Tokenizer(),
        "guider": d.ClassifierFreeGuidance(guidance_scale=1.0),
        "transformer": _seeded(d.HunyuanVideo15Transformer3DModel, **sizes | other),
        "vae": _seeded(
            d.AutoencoderKLHunyuanVideo15,
            latent_channels=4,
            block_out_channels=(16, 16, 16, 16),
            layers_per_block=1,
            spatial_compression_ratio=8,
        ),
        "scheduler": d.FlowMatchEulerDiscreteScheduler(shift=7.0),
    }


def hunyuan15() -> d.DiffusionPipeline:
    """HunyuanVideo-1.5 by text."""
    return d.HunyuanVideo15Pipeline(**_hunyuan15_parts())


def hunyuan15_image() -> d.DiffusionPipeline:
    """HunyuanVideo-1.5 from a picture, in a size of the model's own near to the one asked for."""
    sees = t.SiglipVisionConfig(
        hidden_size=12, intermediate_size=16, num_hidden_layers=1, num_attention_heads=2, image_size=384, patch_size=14
    )
    return d.HunyuanVideo15ImageToVideoPipeline(
        image_encoder=_seeded(t.SiglipVisionModel, sees),
        feature_extractor=t.SiglipImageProcessor(size={"height": 384, "width": 384}),
        **_hunyuan15_parts(target_size=64, task_type="i2v"),
    )


def mochi() -> d.DiffusionPipeline:
    """Mochi by text."""
    return d.MochiPipeline(
        tokenizer=t5_tokenizer(),
        text_encoder=_t5(),
        transformer=_seeded(
            d.MochiTransformer3DModel,
            patch_size=2,
            num_attention_heads=2,
            attention_head_dim=8,
            num_layers=2,
            pooled_projection_dim=16,
            in_channels=12,
            text_embed_dim=32,
            time_embed_dim=4,
        ),
        vae=_seeded(
            d.AutoencoderKLMochi,
            latent_channels=12,
            encoder_block_out_channels=(32, 32, 32, 32),
            decoder_block_out_channels=(32, 32, 32, 32),
            layers_per_block=(1, 1, 1, 1, 1),
        ),
        scheduler=d.FlowMatchEulerDiscreteScheduler(),
    )


# Pipelines on a U-Net


def _picture_vae() -> torch.nn.Module:
    return _seeded(
        d.AutoencoderKL,
        block_out_channels=(8, 8, 8, 8),
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        latent_channels=4,
        norm_num_groups=2,
        sample_size=64,
    )


def _picture_unet() -> torch.nn.Module:
    return _seeded(
        d.UNet2DConditionModel,
        block_out_channels=(8, 8),
        layers_per_block=1,
        sample_size=8,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        cross_attention_dim=8,
        attention_head_dim=4,
        norm_num_groups=2,
    )


def svd() -> d.DiffusionPipeline:
    """Stable Video Diffusion: a picture set in motion, no words."""
    return d.StableVideoDiffusionPipeline(
        unet=_seeded(
            d.UNetSpatioTemporalConditionModel,
            block_out_channels=(32, 64),
            layers_per_block=1,
            sample_size=8,
            down_block_types=("CrossAttnDownBlockSpatioTemporal", "DownBlockSpatioTemporal"),
            up_block_types=("UpBlockSpatioTemporal", "CrossAttnUpBlockSpatioTemporal"),
            cross_attention_dim=32,
            num_attention_heads=8,
            projection_class_embeddings_input_dim=96,
            addition_time_embed_dim=32,
            num_frames=25,
        ),
        scheduler=d.EulerDiscreteScheduler(
            beta_start=0.00085,
            beta_end=0.012,
            beta_schedule="scaled_linear",
            interpolation_type="linear",
            prediction_type="v_prediction",
            use_karras_sigmas=True,
            timestep_type="continuous",
            sigma_min=0.002,
            sigma_max=700.0,
        ),
        vae=_seeded(
            d.AutoencoderKLTemporalDecoder,
            block_out_channels=(32, 32, 32, 32),
            down_block_types=("DownEncoderBlock2D",) * 4,
            latent_channels=4,
        ),
        image_encoder=_clip_vision(t.CLIPVisionModelWithProjection, 224, 32),
        feature_extractor=_picture_processor(224),
    )


def animatediff() -> d.DiffusionPipeline:
    """AnimateDiff: a Stable Diffusion model with a motion adapter."""
    return d.AnimateDiffPipeline(
        vae=_picture_vae(),
        text_encoder=_clip_text(),
        tokenizer=_clip_tokenizer(),
        unet=_picture_unet(),
        motion_adapter=_seeded(
            d.MotionAdapter,
            block_out_channels=(8, 8),
            motion_layers_per_block=1,
            motion_norm_num_groups=2,
            motion_num_attention_heads=4,
            use_motion_mid_block=False,
        ),
        scheduler=d.DDIMScheduler(beta_schedule="linear", clip_sample=False),
        feature_extractor=None,
        image_encoder=None,
    )


def modelscope() -> d.DiffusionPipeline:
    """ModelScope text-to-video."""
    return d.TextToVideoSDPipeline(
        vae=_picture_vae(),
        text_encoder=_clip_text(),
        tokenizer=_clip_tokenizer(),
        unet=_seeded(
            d.UNet3DConditionModel,
            block_out_channels=(8, 8),
            layers_per_block=1,
            sample_size=8,
            down_block_types=("CrossAttnDownBlock3D", "DownBlock3D"),
            up_block_types=("UpBlock3D", "CrossAttnUpBlock3D"),
            cross_attention_dim=8,
            attention_head_dim=4,
            norm_num_groups=2,
        ),
        scheduler=d.DDIMScheduler(beta_schedule="scaled_linear", clip_sample=False),
    )


def stable_diffusion() -> d.DiffusionPipeline:
    """Stable Diffusion: stills by text."""
    return d.StableDiffusionPipeline(
        vae=_picture_vae(),
        text_encoder=_clip_text(),
        tokenizer=_clip_tokenizer(),
        unet=_picture_unet(),
        scheduler=d.DDIMScheduler(beta_schedule="scaled_linear", clip_sample=False),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )


def flux2() -> d.DiffusionPipeline:
    """FLUX.2 klein: stills by text and by the pictures given along."""
    qwen = t.Qwen3Config(
        vocab_size=400,
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=28,
        num_attention_heads=2,
        num_key_value_heads=2,
        head_dim=8,
        max_position_embeddings=512,
    )
    return d.Flux2KleinPipeline(
        tokenizer=_qwen_tokenizer(),
        text_encoder=_seeded(t.Qwen3ForCausalLM, qwen),
        transformer=_seeded(
            d.Flux2Transformer2DModel,
            patch_size=1,
            in_channels=16,
            num_layers=1,
            num_single_layers=1,
            attention_head_dim=16,
            num_attention_heads=2,
            joint_attention_dim=48,
            timestep_guidance_channels=16,
            axes_dims_rope=[4, 4, 4, 4],
            guidance_embeds=False,
        ),
        vae=_seeded(
            d.AutoencoderKLFlux2,
            down_block_types=("DownEncoderBlock2D",) * 4,
            up_block_types=("UpDecoderBlock2D",) * 4,
            block_out_channels=(8, 8, 8, 8),
            layers_per_block=1,
            latent_channels=4,
            norm_num_groups=2,
            sample_size=64,
        ),
        scheduler=d.FlowMatchEulerDiscreteScheduler(),
        is_distilled=True,
    )


def save_ip_adapter(to: Path) -> Path:
    """An IP-Adapter for `stable_diffusion` and `animatediff`, with its picture encoder; returns its file."""
    from safetensors.torch import save_file

    unet, width = _picture_unet(), 32
    tensors: dict[str, torch.Tensor] = {}
    chance = torch.Generator().manual_seed(5)
    crosses = [name for name in unet.attn_processors if name.endswith("attn2.processor")]
    for number in range(len(crosses)):
        for part in ("k", "v"):
            tensors[f"ip_adapter.{2 * number + 1}.to_{part}_ip.weight"] = torch.randn(8, 8, generator=chance)
    tensors["image_proj.proj.weight"] = torch.randn(4 * 8, width, generator=chance)
    tensors["image_proj.proj.bias"] = torch.zeros(4 * 8)
    tensors["image_proj.norm.weight"], tensors["image_proj.norm.bias"] = torch.ones(8), torch.zeros(8)
    to.mkdir(parents=True)
    save_file(tensors, to / "ip-adapter.safetensors")
    _clip_vision(t.CLIPVisionModelWithProjection, 32, 8).save_pretrained(to / "image_encoder")
    return to / "ip-adapter.safetensors"


FAMILIES: dict[str, Callable[[], d.DiffusionPipeline]] = {
    build.__name__: build
    for build in (
        wan_text,
        wan22_text,
        wan_image,
        wan_first_last,
        wan22_image,
        wan22_small,
        wan_vace,
        skyreels,
        ltx,
        ltx_condition,
        ltx2,
        ltx2_text,
        ltx2_control,
        cog_text,
        cog_image,
        cog_control,
        hunyuan,
        hunyuan_image,
        hunyuan15,
        hunyuan15_image,
        mochi,
        svd,
        animatediff,
        modelscope,
    )
}
"""Every video pipeline."""


STILLS: dict[str, Callable[[], d.DiffusionPipeline]] = {build.__name__: build for build in (stable_diffusion, flux2)}
"""Picture models."""


def save(name: str, to: Path) -> Path:
    """Build one and write it to a folder."""
    (FAMILIES | STILLS)[name]().save_pretrained(to)
    return to


if __name__ == "__main__":
    print(save(sys.argv[1], Path(sys.argv[2])))
