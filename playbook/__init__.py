"""Open Sales Playbook: structured YAML rendered as a multilingual playbook and training portal."""

__version__ = "0.1.0"
