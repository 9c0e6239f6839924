"""OpenAI's SDK, held so that it sends an order once and reads nothing from the environment into it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from renderers.hosted.calls import KeyedWire, SdkErrors, missing, plain_client

if TYPE_CHECKING:
    import openai


class OpenAIWire(KeyedWire):
    """A wire that speaks through OpenAI's SDK, to OpenAI or to whoever speaks as it does."""

    @cached_property
    def sdk(self) -> openai.OpenAI:
        """The SDK's client, its own retries off. Raises MissingExtraError."""
        try:
            import openai
        except ImportError as error:
            raise missing("openai") from error
        client = openai.OpenAI(
            api_key=self._key,
            base_url=self.base_url,
            max_retries=0,
            # The SDK's own is httpx2; it takes httpx as well.
            http_client=plain_client(self._timeout, self.base_url),  # type: ignore[arg-type]
        )
        # The SDK fills these from the environment; a gateway has no business with them.
        client.organization = client.project = None
        return client

    @cached_property
    def sdk_errors(self) -> SdkErrors:
        """The errors of its calls."""
        import openai

        return SdkErrors(openai.APIStatusError, openai.OpenAIError)
