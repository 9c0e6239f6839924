"""Trains the small LTX in `small_ltx/` on one thread: a real LTX pipeline of 4 million weights that minds its prompt.

    python tests/models/train_small_ltx.py --work /tmp/small-ltx --to tests/models/small_ltx

It knows one world (`moving_shapes.py`): "a red circle moves left on a gray background", 64 x 64 pixels, 9 frames at 8 a
second. About 40 minutes of one core. Stop it at any time: the same command goes on from its last checkpoint.

    VAE   2.6 M weights, 16 times smaller in space and 2 in time; L1 and squared error, pixels of the shape five times;
          the mean of the posterior, never a sample of it, whose noise would drown it while it is young
    text  T5 of 23 words, trained with the transformer; unknown words around the scene's are part of the lesson
    DiT   1.2 M weights, 4 layers; flow matching, sigma = sigmoid(1.2 n + 0.3), target noise - clip, noise level per
          token: half of the samples show the first frame clean, a third of the steps show the last one too
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Iterator
from pathlib import Path

import diffusers as d
import numpy as np
import torch
import transformers as t
from diffusers.pipelines.ltx.pipeline_ltx_condition import LTXConditionPipeline as Ltx
from moving_shapes import FRAMES, RATE, SIZE, WORDS, Scene, all_scenes, draw
from tiny import t5_tokenizer

HELD_OUT = 24
"""Scenes that are never shown in training."""
CLIPS = 2400
TOKENS = 64
SPACE, TIME, LATENT = 16, 2, 16
_FILLER = (
    "wide medium close shot of the camera does not move slowly outdoors inside in daylight at night with frame angle",
    "filling it shows there film scene light air soft quiet behind before is",
)


def split_scenes() -> tuple[list[Scene], list[Scene]]:
    """Scenes for training and scenes held out, always the same."""
    scenes = all_scenes()
    np.random.default_rng(7).shuffle(scenes)
    return scenes[HELD_OUT:], scenes[:HELD_OUT]


def make_vae() -> d.AutoencoderKLLTXVideo:
    """The VAE, untrained."""
    return d.AutoencoderKLLTXVideo(
        latent_channels=LATENT,
        block_out_channels=(64,),
        down_block_types=("LTXVideoDownBlock3D",),
        decoder_block_out_channels=(64,),
        layers_per_block=(1, 1),
        decoder_layers_per_block=(1, 1),
        spatio_temporal_scaling=(True,),
        decoder_spatio_temporal_scaling=(True,),
        decoder_inject_noise=(False, False),
        downsample_type=("conv",),
        upsample_residual=(False,),
        upsample_factor=(1,),
        patch_size=8,
    )


def make_transformer() -> d.LTXVideoTransformer3DModel:
    """The transformer, untrained."""
    return d.LTXVideoTransformer3DModel(
        in_channels=LATENT, out_channels=LATENT, num_attention_heads=4, attention_head_dim=32, cross_attention_dim=128,
        num_layers=4, caption_channels=64,
    )  # fmt: skip


def make_text_encoder() -> t.T5EncoderModel:
    """The text encoder, untrained."""
    return t.T5EncoderModel(
        t.T5Config(
            vocab_size=64, d_model=64, d_ff=128, d_kv=16, num_heads=4, num_layers=2, dropout_rate=0.0,
            feed_forward_proj="gated-gelu",
        )
    )  # fmt: skip


def rate_at(step: int, steps: int, peak: float, warm: int, floor: float) -> float:
    """The learning rate: up, then half a cosine down to a floor."""
    if step < warm:
        return peak * (step + 1) / warm
    return peak * (floor + (1 - floor) * 0.5 * (1 + math.cos(math.pi * (step - warm) / max(steps - warm, 1))))


def steps_from(work: Path, name: str, steps: int, parts: dict[str, object]) -> Iterator[int]:
    """Steps still to do, going on from the last checkpoint; writes one every 200 steps and at the end."""
    file, first = work / f"{name}.pt", 0
    if file.is_file():
        held = torch.load(file, weights_only=True)
        first = held.pop("step")
        for key, part in parts.items():
            part.load_state_dict(held[key])
    for step in range(first, steps):
        yield step
        if (step + 1) % 200 == 0 or step + 1 == steps:
            torch.save({"step": step + 1} | {key: part.state_dict() for key, part in parts.items()}, file)


def to_tensor(clips: np.ndarray) -> torch.Tensor:
    """[clips, frames, height, width, 3] from 0 to 1 as [clips, 3, frames, height, width] from -1 to 1."""
    return torch.from_numpy(clips).permute(0, 4, 1, 2, 3) * 2 - 1


def train_vae(work: Path, steps: int) -> d.AutoencoderKLLTXVideo:
    """Train the VAE on clips of 5 frames, then measure its latents."""
    torch.manual_seed(0)
    vae = make_vae()
    scenes, _ = split_scenes()
    learner = torch.optim.AdamW(vae.parameters(), lr=3e-3, betas=(0.9, 0.99))
    began = time.process_time()
    for step in steps_from(work, "vae", steps, {"vae": vae, "learner": learner}):
        chance = np.random.default_rng(step)
        drawn = [draw(scenes[chance.integers(len(scenes))], chance) for _ in range(8)]
        at = int(chance.integers(0, FRAMES - 5 + 1))
        clips = to_tensor(np.stack([clip[at : at + 5] for clip, _ in drawn]))
        shape = torch.from_numpy(np.stack([mask[at : at + 5] for _, mask in drawn]))[:, None]
        latents = vae.encode(clips).latent_dist.mode()
        noisy = latents + 0.03 * latents.detach().std() * torch.randn_like(latents)
        off = vae.decode(noisy).sample - clips
        weight = 1 + 4 * shape
        loss = ((off.abs() + off.square()) * weight).mean() / weight.mean() + 1e-4 * latents.square().mean()
        _learn(learner, loss, [vae], rate_at(step, steps, 3e-3, 50, 0.02))
        if step % 50 == 0:
            print(f"vae {step} L1 {off.abs().mean():.4f} {time.process_time() - began:.0f} s", flush=True)
    vae.eval()
    with torch.no_grad():
        chance = np.random.default_rng(1)
        shown = [draw(scenes[chance.integers(len(scenes))], chance)[0] for _ in range(200)]
        batches = [to_tensor(np.stack(shown[i : i + 20])) for i in range(0, 200, 20)]
        latents = torch.cat([vae.encode(batch).latent_dist.mode() for batch in batches])
        vae.latents_mean.copy_(latents.mean(dim=(0, 2, 3, 4)))
        vae.latents_std.copy_(latents.std(dim=(0, 2, 3, 4)))
    return vae


def _learn(learner: torch.optim.Optimizer, loss: torch.Tensor, nets: list[torch.nn.Module], rate: float) -> None:
    learner.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_([each for net in nets for each in net.parameters()], 1.0)
    for group in learner.param_groups:
        group["lr"] = rate
    learner.step()


def captions(scene: Scene, chance: np.random.Generator) -> str:
    """A scene's words, half of the time among others."""
    if chance.random() < 0.5:
        return scene.words
    before = " ".join(chance.choice(" ".join(_FILLER).split(), chance.integers(0, 10)))
    after = " ".join(chance.choice(" ".join(_FILLER).split(), chance.integers(0, 14)))
    text = f"{before} {scene.words} {after}".strip()
    return f"{text[0].upper()}{text[1:]}." if chance.random() < 0.5 else text


def encode_clips(vae: d.AutoencoderKLLTXVideo, work: Path) -> tuple[list[Scene], torch.Tensor, torch.Tensor]:
    """Clips as normalised latents, and the last frame of each encoded alone."""
    chance = np.random.default_rng(2)
    scenes, _ = split_scenes()
    chosen = [scenes[i % len(scenes)] for i in range(CLIPS)]
    clips = [draw(scene, chance)[0] for scene in chosen]
    mean, std = (each.view(1, -1, 1, 1, 1) for each in (vae.latents_mean, vae.latents_std))
    with torch.no_grad():
        batches = [to_tensor(np.stack(clips[i : i + 20])) for i in range(0, CLIPS, 20)]
        whole = torch.cat([(vae.encode(batch).latent_dist.mode() - mean) / std for batch in batches])
        last = torch.cat([(vae.encode(batch[:, :, -1:]).latent_dist.mode() - mean) / std for batch in batches])
    return chosen, whole, last


def train_transformer(
    vae: d.AutoencoderKLLTXVideo, work: Path, steps: int
) -> tuple[d.LTXVideoTransformer3DModel, t.T5EncoderModel]:
    """Train transformer and text encoder together; returns their moving averages."""
    torch.manual_seed(0)
    transformer, text = make_transformer(), make_text_encoder()
    tokenizer = t5_tokenizer(WORDS)
    nets = torch.nn.ModuleList([transformer, text])
    average = torch.nn.ModuleList([make_transformer(), make_text_encoder()])
    average.load_state_dict(nets.state_dict())
    learner = torch.optim.AdamW(nets.parameters(), lr=2e-3, betas=(0.9, 0.98), weight_decay=0.01)
    scenes, whole, last = encode_clips(vae, work)
    grid = (whole.shape[2], SIZE // SPACE, SIZE // SPACE)
    coordinates = _coordinates(grid, 0), _coordinates((1, *grid[1:]), FRAMES - 1)
    began = time.process_time()
    for step in steps_from(work, "dit", steps, {"nets": nets, "average": average, "learner": learner}):
        chance = np.random.default_rng(step)
        torch.manual_seed(step)
        picked = torch.from_numpy(chance.integers(0, CLIPS, 24))
        words = ["" if chance.random() < 0.12 else captions(scenes[i], chance) for i in picked.tolist()]
        read = tokenizer(words, padding="max_length", max_length=TOKENS, truncation=True, return_tensors="pt")
        told = text(read.input_ids, attention_mask=read.attention_mask)[0]
        ends = last[picked] if chance.random() < 0.3 else None
        loss = _flow_loss(transformer, whole[picked], ends, told, read.attention_mask, coordinates)
        _learn(learner, loss, [transformer, text], rate_at(step, steps, 2e-3, 60, 0.03))
        keep = min(0.998, (step + 1) / (step + 10))
        with torch.no_grad():
            for slow, fast in zip(average.state_dict().values(), nets.state_dict().values(), strict=True):
                slow.copy_(keep * slow + (1 - keep) * fast) if slow.is_floating_point() else slow.copy_(fast)
        if step % 50 == 0:
            print(f"dit {step} loss {loss:.4f} {time.process_time() - began:.0f} s", flush=True)
    return average[0].eval(), average[1].eval()


def _coordinates(grid: tuple[int, int, int], frame: int) -> torch.Tensor:
    """Where each token stands, in seconds and pixels, as the pipeline counts them."""
    tokens = Ltx._prepare_video_ids(1, *grid)
    ids = Ltx._scale_video_ids(tokens, scale_factor=SPACE, scale_factor_t=TIME, frame_index=frame).float()
    ids[:, 0] /= RATE
    return ids


def _flow_loss(
    transformer: d.LTXVideoTransformer3DModel,
    clips: torch.Tensor,
    ends: torch.Tensor | None,
    told: torch.Tensor,
    heard: torch.Tensor,
    coordinates: tuple[torch.Tensor, torch.Tensor],
) -> torch.Tensor:
    """How far the transformer is off in telling noise from clip; frames it was shown clean do not count."""
    clean = Ltx._pack_latents(clips)
    noise = torch.randn_like(clean)
    sigma = torch.sigmoid(1.2 * torch.randn(len(clean), 1) + 0.3)
    of_first = clips.shape[3] * clips.shape[4]
    shown = torch.zeros(clean.shape[:2], dtype=torch.bool)
    shown[:, :of_first] = torch.rand(len(clean), 1) < 0.5
    level = torch.where(shown, 0.0, sigma)
    # The pipeline roughens what it shows by a little noise that fades with time; sometimes here too.
    rough = 0.15 * sigma.square() * (torch.rand(len(clean), 1) < 0.5)
    seen = clean + rough[..., None] * torch.randn_like(clean)
    hidden = (1 - sigma[..., None]) * clean + sigma[..., None] * noise
    mixed = torch.where(shown[..., None], seen, hidden)
    places = coordinates[0].expand(len(clean), -1, -1)
    extra = 0
    if ends is not None:
        packed = Ltx._pack_latents(ends)
        extra = packed.shape[1]
        mixed = torch.cat([packed, mixed], dim=1)
        level = torch.cat([torch.zeros(len(clean), extra), level], dim=1)
        places = torch.cat([coordinates[1].expand(len(clean), -1, -1), places], dim=2)
    guess = transformer(
        hidden_states=mixed, encoder_hidden_states=told, timestep=level * 1000, encoder_attention_mask=heard,
        video_coords=places, return_dict=False,
    )[0][:, extra:]  # fmt: skip
    off = (guess - (noise - clean)).square().mean(dim=-1)
    return off[~shown].mean()


def main() -> None:
    """Train what is not trained yet, and save the pipeline in half precision."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="checkpoints go here")
    parser.add_argument("--to", type=Path, required=True, help="the pipeline goes here")
    parser.add_argument("--vae-steps", type=int, default=6000)
    parser.add_argument("--dit-steps", type=int, default=4000)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    asked.work.mkdir(parents=True, exist_ok=True)
    vae = train_vae(asked.work, asked.vae_steps)
    transformer, text = train_transformer(vae, asked.work, asked.dit_steps)
    pipe = Ltx(
        scheduler=d.FlowMatchEulerDiscreteScheduler(), vae=vae, text_encoder=text, tokenizer=t5_tokenizer(WORDS),
        transformer=transformer,
    )  # fmt: skip
    pipe.to(torch.bfloat16).save_pretrained(asked.to)
    print(f"saved to {asked.to}")


if __name__ == "__main__":
    main()
