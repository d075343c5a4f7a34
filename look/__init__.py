"""How everything looks: tokens, type, icons and the pieces that kiosk and counter share. Knows neither of them."""
