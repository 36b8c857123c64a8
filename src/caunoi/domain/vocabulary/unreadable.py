"""What is said to a person whose text cannot be taken as it stands."""


class Unreadable(ValueError):
    """A text that cannot be read (chưa đọc được): the sentence for the person, and a guess if there is one.

    The sentence is kept as a template beside its values, so a page may show it in another language. It starts
    in lower case and without the name of the field: "phải có dạng …" follows "Ngày sinh".
    """

    def __init__(self, template: str, *, suggestion: str = "", **values: object) -> None:
        self.template = template
        self.values = {**values, "suggestion": suggestion}
        self.suggestion = suggestion
        super().__init__(template.format(**self.values))
