"""What sets the project up and measures it; nothing here is part of the portal."""
