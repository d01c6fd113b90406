using System.Text;
using System.Text.RegularExpressions;

namespace Sync.CameraAgent.Frames;

/// <summary>A path below the folder of the frames, written with tokens as N.I.N.A. has them: $$FILTER$$.</summary>
internal sealed partial class FileNamePattern
{
    private readonly string[] segments;

    /// <exception cref="ArgumentException">the pattern can't be used; the message says why</exception>
    public FileNamePattern(string pattern)
    {
        if (Wrong(pattern) is { } why)
            throw new ArgumentException(why, nameof(pattern));
        segments = Segments(pattern);
    }

    /// <summary>Why a pattern can't be used; null when it can.</summary>
    public static string? Wrong(string pattern)
    {
        var segments = Segments(pattern);
        if (segments.Length == 0)
            return "It is empty; it must name a file.";
        if (pattern.StartsWith('/') || pattern.StartsWith('\\') || pattern.Contains(':', StringComparison.Ordinal) || segments.Contains(".."))
            return $"\"{pattern}\" leaves the directory of the frames; it must be a path below it.";
        var unknown = segments.SelectMany(s => Token().Matches(s)).Select(m => m.Groups[1].Value).Except(NameTokens.Known).FirstOrDefault();
        if (unknown is not null)
            return $"The token {unknown} is not known; known are {string.Join(", ", NameTokens.Known)}.";
        return segments.Any(s => Token().Replace(s, "").Contains("$$", StringComparison.Ordinal))
            ? $"\"{pattern}\" has a token that is not closed; a token is written $$NAME$$."
            : null;
    }

    /// <summary>The path, relative and with / between folders. What a folder or file can't be called is replaced.</summary>
    /// <param name="values">a value for each of <see cref="NameTokens.Known"/>; an unknown one is empty</param>
    public string Fill(IReadOnlyDictionary<string, string> values)
    {
        var filled = segments
            .Select(s => Sanitise(Token().Replace(s, m => values[m.Groups[1].Value])))
            .Where(s => s.Length > 0)
            .ToList();
        return filled.Count > 0 ? string.Join('/', filled) : "frame";
    }

    /// <summary>A name that every file system takes: at most 120 bytes of UTF-8, nothing reserved, no separators.</summary>
    internal static string Sanitise(string name)
    {
        var plain = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
            plain.Append(rune.Value < ' ' || rune.Value == 127 || "<>:\"/\\|?*\uFFFD".Contains((char)rune.Value) && rune.IsBmp ? "-" : rune.ToString());
        var cut = Cut(plain.ToString().Trim(' ', '.')).TrimEnd(' ', '.');
        return Reserved().IsMatch(cut) ? $"_{cut}" : cut;
    }

    private static string Cut(string name)
    {
        const int bytes = 120;
        var length = 0;
        var kept = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            length += rune.Utf8SequenceLength;
            if (length > bytes)
                break;
            kept.Append(rune.ToString());
        }
        return kept.ToString();
    }

    private static string[] Segments(string pattern) =>
        pattern.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"\$\$([A-Z0-9]+)\$\$")]
    private static partial Regex Token();

    /// <summary>Names that Windows keeps for itself, with any extension.</summary>
    [GeneratedRegex(@"^(con|prn|aux|nul|com[1-9]|lpt[1-9])(\.|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Reserved();
}
