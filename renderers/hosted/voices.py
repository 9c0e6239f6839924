"""Voices of hosted speech models, by provider: a choice of those every account has. Others are named in the bible."""

from __future__ import annotations

from renderers.interface import Voice

VOICES: dict[str, tuple[Voice, ...]] = {
    "elevenlabs": (
        Voice(name="EXAVITQu4vr4xnSDxMaL", sex="woman", ages=(20, 45)),  # Sarah
        Voice(name="JBFqnCBsd6RMkjVDRZzb", sex="man", ages=(35, 65)),  # George
        Voice(name="cgSgspJ2msm6clMCkdW9", sex="woman", ages=(12, 35)),  # Jessica
        Voice(name="TX3LPaxmHKxFdv7VOQHJ", sex="man", ages=(12, 35)),  # Liam
        Voice(name="XrExE9yKIg1WjnnlVkGX", sex="woman", ages=(35, 99)),  # Matilda
        Voice(name="pqHfZKP75CvOlQylNhV4", sex="man", ages=(55, 99)),  # Bill
        Voice(name="pFZP5JQG7iQjIQuC4Bku", sex="woman", ages=(25, 60)),  # Lily
        Voice(name="onwK4e9ZLuTAKqWW03F9", sex="man", ages=(30, 60)),  # Daniel
    ),
    "openai": (
        Voice(name="nova", sex="woman", ages=(16, 40)), Voice(name="onyx", sex="man", ages=(35, 99)),
        Voice(name="sage", sex="woman", ages=(30, 99)), Voice(name="echo", sex="man", ages=(16, 45)),
        Voice(name="coral", sex="woman", ages=(5, 35)), Voice(name="ash", sex="man", ages=(5, 50)),
        Voice(name="shimmer", sex="woman", ages=(25, 60)), Voice(name="fable", sex="man", ages=(20, 60)),
    ),
}  # fmt: skip
