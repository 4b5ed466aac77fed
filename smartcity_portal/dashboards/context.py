"""What does every page's frame show? The person's roles, the navigation, unread notices."""


def shell(request):
    """Return the frame of the page for templates."""
    return {}
