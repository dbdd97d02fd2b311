"""The words of the project as frozen dataclasses and enums: standard library only, no input or output."""
