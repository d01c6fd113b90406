using System.Text;

namespace Sync.Devices.Indi;

/// <summary>
/// Reads the endless row of elements that an INDI server sends, in pieces of any size, and hands each one over with its
/// last byte. An ordinary XML reader would wait for the beginning of the next one, and dislikes a document without a root.
/// </summary>
internal sealed class IndiParser(Action<IndiElement> deliver)
{
    private const int LongestTag = 1 << 16;
    private const int LongestText = 1 << 20;
    private const int LargestElement = 1 << 23;

    /// <summary>A vector and its members. What is deeper was begun inside of one that a driver which died left half said.</summary>
    private const int Deepest = 2;

    private readonly Stack<IndiElement> open = new();
    private readonly MemoryStream markup = new();
    private readonly MemoryStream text = new();
    private IndiBlobDecoder? blob;
    private long elementBytes;
    private bool inMarkup;
    private byte quote;

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = inMarkup ? Markup(bytes) : Text(bytes);
    }

    private ReadOnlySpan<byte> Text(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)'<');
        var piece = end < 0 ? bytes : bytes[..end];
        if (blob is not null)
            blob.Write(piece);
        else if (open.Count > 0)
            Keep(text, piece, LongestText, "a text");
        if (end < 0)
            return [];
        inMarkup = true;
        markup.SetLength(0);
        return bytes[(end + 1)..];
    }

    private ReadOnlySpan<byte> Markup(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (!Ends(bytes[i]))
            {
                Keep(markup, bytes.Slice(i, 1), LongestTag, "a tag");
                continue;
            }
            inMarkup = false;
            Tag(Written(markup));
            return bytes[(i + 1)..];
        }
        return [];
    }

    /// <summary>A &gt; may stand in a quoted value and in a comment.</summary>
    private bool Ends(byte next)
    {
        var before = Written(markup);
        if (before.StartsWith("!--"u8))
            return next == '>' && before.Length >= 5 && before.EndsWith("--"u8);
        if (quote != 0)
        {
            if (next == quote)
                quote = 0;
            return false;
        }
        if (next is (byte)'"' or (byte)'\'')
            quote = next;
        return next == '>';
    }

    private void Tag(ReadOnlySpan<byte> tag)
    {
        if (tag.Length == 0)
            throw new IndiProtocolException("an empty tag");
        elementBytes = open.Count == 0 ? 0 : elementBytes + tag.Length + text.Length;
        if (elementBytes > LargestElement)
            throw new IndiProtocolException($"an element of more than {LargestElement} bytes");
        if (tag[0] is (byte)'!' or (byte)'?')
            return;
        if (tag[0] == '/')
            Close(Encoding.UTF8.GetString(tag[1..]).Trim());
        else if (tag[^1] == '/')
            CloseEmpty(Open(tag[..^1]));
        else
            Open(tag);
        text.SetLength(0);
    }

    private IndiElement Open(ReadOnlySpan<byte> tag)
    {
        if (open.Count == Deepest)
            throw new IndiProtocolException($"elements more than {Deepest} deep: <{Encoding.UTF8.GetString(tag)}> in <{open.Peek().Tag}>");
        var element = IndiMarkup.Start(tag);
        open.Push(element);
        blob = element.Tag == "oneBLOB" ? new IndiBlobDecoder(element) : null;
        return element;
    }

    private void CloseEmpty(IndiElement element) => Close(element.Tag);

    private void Close(string tag)
    {
        if (!open.TryPop(out var element) || element.Tag != tag)
            throw new IndiProtocolException($"</{tag}> closes <{element?.Tag}>");
        element.Blob = blob?.Finish();
        blob = null;
        if (element.Children.Count == 0 && element.Blob is null)
            element.Text = IndiMarkup.Unescape(Encoding.UTF8.GetString(Written(text)).Trim());
        if (open.TryPeek(out var parent))
            parent.Children.Add(element);
        else
            deliver(element);
    }

    private static ReadOnlySpan<byte> Written(MemoryStream stream) => stream.GetBuffer().AsSpan(0, (int)stream.Length);

    private static void Keep(MemoryStream stream, ReadOnlySpan<byte> piece, int longest, string what)
    {
        if (stream.Length + piece.Length > longest)
            throw new IndiProtocolException($"{what} of more than {longest} bytes");
        stream.Write(piece);
    }
}
