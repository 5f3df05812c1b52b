"""Print docs/questions.md: the named questions in both languages, with what they take."""

from chaingraph.questions import list_questions


def main() -> None:
    """Print the page."""
    print("# Questions\n")
    print("Each question is a SPARQL file that runs as it is on any store: `chaingraph query NAME`.")
    print("每个问题都是一个 SPARQL 文件，可直接在任何库上运行。")
    print("This page is generated: `python tools/questions_page.py > docs/questions.md`.\n")
    for question in list_questions():
        if question.name.startswith(("page-", "system-")):
            continue
        print(f"## {question.name}\n\n{question.en}\n\n{question.zh}\n")
        for one in question.parameters:
            needed = ", required 必填" if one.required else ""
            print(f"- `{one.option}` ({one.kind}{needed}): {one.en} / {one.zh}")
        print()


if __name__ == "__main__":
    main()
