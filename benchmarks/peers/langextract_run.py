"""langextract: its batch call with as many workers, alignment included, records written as its JSON Lines."""

from __future__ import annotations

import langextract as lx
from measuring import PROMPT, Clock, read_arguments, read_articles


def main() -> None:
    options = read_arguments()
    articles = read_articles(options)
    examples = [
        lx.data.ExampleData(
            text="Acme sells things.",
            extractions=[lx.data.Extraction(extraction_class="company", extraction_text="Acme")],
        )
    ]
    model = lx.factory.ModelConfig(
        model_id="gpt-langextract",
        provider="OpenAILanguageModel",
        provider_kwargs={"base_url": options.url, "api_key": "none", "max_workers": options.concurrency},
    )
    clock = Clock()
    made = lx.extract(
        text_or_documents=[lx.data.Document(text=text, document_id=str(n)) for n, text in enumerate(articles)],
        prompt_description=PROMPT,
        examples=examples,
        config=model,
        max_workers=options.concurrency,
        batch_length=options.concurrency,
        max_char_buffer=10_000,
        fence_output=False,
        use_schema_constraints=False,
        show_progress=False,
    )
    made = list(made)
    lx.io.save_annotated_documents(made, output_name="langextract.jsonl", output_dir=str(options.folder))
    clock.stop(sum(bool(one.extractions) for one in made))


main()
