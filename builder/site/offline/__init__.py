"""What a browser needs to keep the site for when there is no connection, and to put it on a home screen."""
