using Spectre.Console;

namespace Sync.Host.Reports;

/// <summary>One line of the screen.</summary>
internal sealed class ScreenLine
{
    private readonly List<(string Text, Style? Style)> parts = [];

    public ScreenLine Say(string text, Style? style = null)
    {
        parts.Add((text, style));
        return this;
    }

    /// <param name="done">0 to 1; anything else counts as the nearer of them</param>
    /// <param name="width">in characters</param>
    /// <param name="unicode">whether the terminal shows more than ASCII</param>
    /// <param name="style">of what is done</param>
    public ScreenLine Bar(double done, int width, bool unicode, Style style)
    {
        var full = (int)Math.Round(Math.Clamp(done, 0, 1) * width);
        var (over, ahead) = unicode ? ('━', '─') : ('#', '-');
        return Say(new string(over, full), style).Say(new string(ahead, width - full), new Style(Color.Grey));
    }

    /// <summary>At most so many characters; a line that is empty is still a line.</summary>
    public Paragraph Cut(int width)
    {
        var paragraph = new Paragraph { Overflow = Overflow.Crop };
        var left = width;
        foreach (var (text, style) in parts.Where(p => p.Text.Length > 0))
        {
            paragraph.Append(text[..Math.Min(left, text.Length)], style);
            left -= Math.Min(left, text.Length);
        }
        return left == width ? new Paragraph(" ") : paragraph;
    }
}
