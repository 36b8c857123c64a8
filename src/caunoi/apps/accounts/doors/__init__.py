"""The ways in (các cửa vào): one-time codes, passkeys, recovery codes, another house's sign-in; and open sessions.

Every door is counted by the one throttle before anything is judged, and ends in ``stages.enter``.
"""
