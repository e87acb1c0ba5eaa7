// After Cancel, in the mode where the app is told nothing: the window closes, or stays with its message.
window.close();
