using System.Text;

namespace Sync.Astro.Fits;

/// <summary>Header blocks of 2880 bytes, read from and written to a stream.</summary>
internal static class FitsBlocks
{
    public const int Length = 2880;

    // 36,000 cards; the largest headers of real files have a few thousand.
    private const int MostBlocks = 1000;

    public static void WriteHeader(Stream stream, IEnumerable<FitsCard> cards)
    {
        var text = new StringBuilder();
        foreach (var card in cards)
        {
            text.Append(CardText.Format(card));
        }

        text.Append("END".PadRight(CardText.Length));
        text.Append(' ', Padding(text.Length));
        stream.Write(Encoding.ASCII.GetBytes(text.ToString()));
    }

    public static int Padding(long length) => (int)((Length - (length % Length)) % Length);

    /// <summary>Reads to END, or gives null where the stream ends before the first block.</summary>
    public static FitsHeader? ReadHeader(Stream stream)
    {
        var header = new FitsHeader();
        var block = new byte[Length];
        FitsCard? last = null;
        for (var blocks = 0; blocks < MostBlocks; blocks++)
        {
            var length = stream.ReadAtLeast(block, Length, throwOnEndOfStream: false);
            if (blocks == 0 && length == 0)
            {
                return null;
            }

            // Judged before the length, so that a short text file is called no FITS file rather than a truncated one.
            if (blocks == 0)
            {
                RequireStart(block.AsSpan(0, length));
            }

            if (length < Length)
            {
                throw new FitsException($"The FITS header is truncated: its block {blocks + 1} has {length} bytes of {Length}.");
            }

            if (TakeCards(header, block, ref last))
            {
                return header;
            }
        }

        throw new FitsException($"The FITS header has no END in its first {MostBlocks} blocks.");
    }

    private static void RequireStart(ReadOnlySpan<byte> block)
    {
        if (!block.StartsWith("SIMPLE  ="u8) && !block.StartsWith("XTENSION="u8))
        {
            throw new FitsException("This is not a FITS file: it does not start with SIMPLE or XTENSION.");
        }
    }

    private static bool TakeCards(FitsHeader header, byte[] block, ref FitsCard? last)
    {
        for (var at = 0; at < Length; at += CardText.Length)
        {
            var text = Encoding.Latin1.GetString(block, at, CardText.Length);
            if (text.TrimEnd() == "END")
            {
                return true;
            }

            var card = CardText.Parse(text);
            card = Continued(last, card) ?? card;
            header.Add(card);
            last = card;
        }

        return false;
    }

    /// <summary>The long string convention: a text that ends in an ampersand goes on in the next card (standard, 4.2.1.2).</summary>
    private static FitsCard? Continued(FitsCard? last, FitsCard card)
    {
        var field = card.Comment?.TrimStart() ?? "";
        if (card.Keyword != "CONTINUE" || !field.StartsWith('\'') || last?.Value is not string begun || !begun.EndsWith('&'))
        {
            return null;
        }

        var rest = CardText.ParseString(last.Keyword, field);
        return rest with { Value = begun[..^1] + rest.Value, Comment = rest.Comment ?? last.Comment };
    }
}
