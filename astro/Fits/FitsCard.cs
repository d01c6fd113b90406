namespace Sync.Astro.Fits;

/// <summary>One line of a FITS header.</summary>
/// <param name="Keyword">One to eight of A-Z, 0-9, hyphen and underscore; empty for a blank line.</param>
/// <param name="Value">A string, bool, long or double; null where the card has no value, as COMMENT and HISTORY.</param>
/// <param name="Comment">What follows the value; the whole text of a card without one.</param>
public sealed record FitsCard(string Keyword, object? Value, string? Comment);
