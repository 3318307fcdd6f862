"""The kinds of content, as frozen pydantic models. One module a subject; ``playbook.kinds`` lists them."""
