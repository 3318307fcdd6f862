"""Open Sales Playbook: structured YAML rendered as a multilingual playbook and training portal."""
