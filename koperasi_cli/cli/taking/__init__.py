"""Taking files into the registry: what the commands that read files share."""
