using System.Net;
using System.Text;

namespace Sync.Devices.Indi;

/// <summary>What stands between &lt; and &gt;.</summary>
internal static class IndiMarkup
{
    /// <summary>A start tag, without its brackets and without the slash of an empty element.</summary>
    public static IndiElement Start(ReadOnlySpan<byte> tag)
    {
        var text = Encoding.UTF8.GetString(tag);
        var at = 0;
        while (at < text.Length && !char.IsWhiteSpace(text[at]))
            at++;
        var name = text[..at];
        var attributes = new Dictionary<string, string>();
        while (Attribute(text, ref at) is var (key, value))
            attributes[key] = value;
        return new IndiElement(name, attributes);
    }

    public static string Unescape(string text) => text.Contains('&') ? WebUtility.HtmlDecode(text) : text;

    private static (string Key, string Value)? Attribute(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        if (at == text.Length)
            return null;
        var equals = text.IndexOf('=', at);
        var open = equals < 0 ? -1 : text.AsSpan(equals).IndexOfAny('"', '\'') + equals;
        var close = open <= equals ? -1 : text.IndexOf(text[open], open + 1);
        if (close < 0)
            throw new IndiProtocolException($"an attribute without a quoted value in <{text}>");
        var key = text[at..equals].Trim();
        at = close + 1;
        return (key, Unescape(text[(open + 1)..close]));
    }
}
