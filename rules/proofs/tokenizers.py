"""tokenizers, which encodes batches in a pool of threads."""

import os

from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace


class Batches:
    """A tokenizer that has encoded a batch in the master."""

    row = "tokenizers.Tokenizer"
    deadline = 4.0
    rounds = 5

    def build(self):
        words = {f"word{number}": number for number in range(100)}
        tokenizer = Tokenizer(WordLevel(words, "word0"))
        tokenizer.pre_tokenizer = Whitespace()
        return tokenizer

    def use(self, tokenizer):
        self.work(tokenizer, "first")

    def work(self, tokenizer, token):
        texts = [f"word{number} word1" for number in range(100)] * 20
        return token if [one.ids[0] for one in tokenizer.encode_batch(texts)] == [*range(100)] * 20 else "others"

    def repair_build_serial(self):
        """set `TOKENIZERS_PARALLELISM=false`"""
        os.environ["TOKENIZERS_PARALLELISM"] = "false"
        return self.build()
