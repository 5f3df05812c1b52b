from pathlib import Path

from chaingraph.questions import list_questions


def test_the_page_of_questions_says_what_the_files_say() -> None:
    page = (Path(__file__).parents[2] / "docs" / "questions.md").read_text("utf-8")
    for question in list_questions():
        if not question.name.startswith(("page-", "system-")):
            assert f"## {question.name}\n\n{question.en}\n\n{question.zh}\n" in page
            assert all(f"`{one.option}` ({one.kind}" in page for one in question.parameters)
