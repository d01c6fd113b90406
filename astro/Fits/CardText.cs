using System.Globalization;
using System.Text;

namespace Sync.Astro.Fits;

/// <summary>A card as its 80 characters (FITS standard 4.0, section 4.1 and 4.2).</summary>
internal static class CardText
{
    public const int Length = 80;

    private const int FixedEnd = 30;

    public static string Format(FitsCard card)
    {
        var text = card.Value is null
            ? $"{card.Keyword,-8}{Plain(card.Comment ?? "")}"
            : WithComment($"{card.Keyword,-8}= {FormatValue(card.Value)}", card.Comment);
        return text.Length > Length ? text[..Length] : text.PadRight(Length);
    }

    public static FitsCard Parse(string text)
    {
        var keyword = text[..8].TrimEnd();
        if (text[8] != '=' || text[9] != ' ' || keyword.Length == 0)
        {
            return new(keyword, null, text[8..].TrimEnd());
        }

        var field = text[10..].TrimStart();
        return field.StartsWith('\'') ? ParseString(keyword, field) : ParsePlain(keyword, field);
    }

    /// <summary>Reads a quoted string, as a CONTINUE card has it, too.</summary>
    public static FitsCard ParseString(string keyword, string field)
    {
        var value = new StringBuilder();
        var at = 1;
        for (; at < field.Length; at++)
        {
            if (field[at] == '\'' && (at + 1 >= field.Length || field[++at] != '\''))
            {
                break;
            }

            value.Append(field[at]);
        }

        var slash = at < field.Length ? field.IndexOf('/', at) : -1;
        return new(keyword, value.ToString().TrimEnd(), CommentAfter(field, slash));
    }

    private static FitsCard ParsePlain(string keyword, string field)
    {
        var slash = field.IndexOf('/');
        var token = (slash < 0 ? field : field[..slash]).Trim();
        return new(keyword, ParseToken(token), CommentAfter(field, slash));
    }

    private static object? ParseToken(string token)
    {
        if (token is "T" or "F")
        {
            return token == "T";
        }

        if (long.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        // Fortran's double precision exponent.
        var number = token.Replace('D', 'E').Replace('d', 'E');
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real)
            ? real
            : null;
    }

    private static string? CommentAfter(string field, int slash)
    {
        var comment = slash < 0 ? "" : field[(slash + 1)..].Trim();
        return comment.Length == 0 ? null : comment;
    }

    private static string WithComment(string text, string? comment)
    {
        var padded = text.PadRight(FixedEnd);
        return string.IsNullOrEmpty(comment) ? padded : $"{padded} / {Plain(comment)}";
    }

    private static string FormatValue(object value) => value switch
    {
        string text => Quoted(Plain(text)),
        bool truth => (truth ? "T" : "F").PadLeft(20),
        long whole => whole.ToString(CultureInfo.InvariantCulture).PadLeft(20),
        double real => Real(real).PadLeft(20),
        _ => throw new ArgumentException($"A FITS card cannot hold a {value.GetType().Name}.", nameof(value)),
    };

    /// <summary>Shortest digits that read back to the same number; the point shows that it is no whole number.</summary>
    private static string Real(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = text.IndexOf('E');
        return text.Contains('.') ? text
            : exponent < 0 ? text + ".0"
            : text.Insert(exponent, ".0");
    }

    /// <summary>Cuts at 68 characters with quotes doubled, never between the two of a pair.</summary>
    private static string Quoted(string text)
    {
        const int room = Length - 12;
        var doubled = new StringBuilder();
        foreach (var c in text)
        {
            var width = c == '\'' ? 2 : 1;
            if (doubled.Length + width > room)
            {
                break;
            }

            doubled.Append(c, width);
        }

        return $"'{doubled.ToString(),-8}'";
    }

    /// <summary>FITS knows only the printable ASCII; Greek filter names keep their usual letter, the rest becomes a question mark.</summary>
    private static string Plain(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = source[i] switch
            {
                >= ' ' and <= '~' => source[i],
                'α' => 'a',
                'β' => 'b',
                'µ' or 'μ' => 'u',
                '\t' or '\r' or '\n' => ' ',
                _ => '?',
            };
        }
    });
}
