using System.Collections;
using System.Globalization;

namespace Sync.Astro.Fits;

/// <summary>
/// The cards of a FITS header in their order (FITS standard 4.0, section 4). Setting a keyword again replaces its card
/// where it stands; COMMENT and HISTORY are added each time.
/// </summary>
public sealed class FitsHeader : IEnumerable<FitsCard>
{
    private readonly List<FitsCard> cards = [];
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    public int Count => cards.Count;

    /// <summary>Sets a text; null is left out. What does not fit in the card's 68 places is cut when it is written.</summary>
    /// <exception cref="ArgumentException">The keyword is not one to eight of A-Z, 0-9, hyphen and underscore, or is END or CONTINUE.</exception>
    public FitsHeader Set(string keyword, string? value, string? comment = null)
    {
        RequireKeyword(keyword);
        return value is null ? this
            : IsRemark(keyword) ? Add(new(keyword, null, value))
            : Add(new(keyword, value, comment));
    }

    /// <inheritdoc cref="Set(string, string?, string?)"/>
    public FitsHeader Set(string keyword, bool? value, string? comment = null) => SetValue(keyword, value, comment);

    /// <inheritdoc cref="Set(string, string?, string?)"/>
    public FitsHeader Set(string keyword, int? value, string? comment = null) => SetValue(keyword, (long?)value, comment);

    /// <inheritdoc cref="Set(string, string?, string?)"/>
    public FitsHeader Set(string keyword, long? value, string? comment = null) => SetValue(keyword, value, comment);

    /// <summary>Sets a number; null is left out, and so are NaN and infinity, for which FITS has no word.</summary>
    /// <inheritdoc cref="Set(string, string?, string?)" path="/exception"/>
    public FitsHeader Set(string keyword, double? value, string? comment = null) =>
        SetValue(keyword, value is { } number && double.IsFinite(number) ? value : null, comment);

    /// <summary>Sets an instant as UTC to the millisecond, "yyyy-MM-ddTHH:mm:ss.fff"; null is left out.</summary>
    /// <inheritdoc cref="Set(string, string?, string?)" path="/exception"/>
    public FitsHeader Set(string keyword, DateTimeOffset? value, string? comment = null) =>
        Set(keyword, value?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture), comment);

    /// <summary>The text of a keyword, or null where it is missing or no text.</summary>
    public string? Text(string keyword) => Find(keyword) as string;

    /// <summary>The number of a keyword, or null where it is missing or no number.</summary>
    public double? Number(string keyword) => Find(keyword) switch
    {
        double number => number,
        long whole => whole,
        _ => null,
    };

    /// <summary>The whole number of a keyword (also of one written as 4.0), or null where it is missing or none.</summary>
    public long? Whole(string keyword) => Find(keyword) switch
    {
        long whole => whole,
        double number when Math.Abs(number) < 1e15 && double.IsInteger(number) => (long)number,
        _ => null,
    };

    /// <summary>The truth value of a keyword, or null where it is missing or none.</summary>
    public bool? Logical(string keyword) => Find(keyword) as bool?;

    public IEnumerator<FitsCard> GetEnumerator() => cards.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Takes a card as a file has it, without judging its keyword.</summary>
    internal FitsHeader Add(FitsCard card)
    {
        if (card.Value is not null && places.TryGetValue(card.Keyword, out var place))
        {
            cards[place] = card;
            return this;
        }

        if (card.Value is not null)
        {
            places[card.Keyword] = cards.Count;
        }

        cards.Add(card);
        return this;
    }

    private static bool IsRemark(string keyword) => keyword is "COMMENT" or "HISTORY";

    private static void RequireKeyword(string keyword)
    {
        var wellFormed = keyword.Length is >= 1 and <= 8
            && keyword.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '-' or '_');
        if (!wellFormed || keyword is "END" or "CONTINUE")
        {
            throw new ArgumentException(
                $"\"{keyword}\" is no FITS keyword that can be set: one to eight of A-Z, 0-9, hyphen and underscore, but not END or CONTINUE.",
                nameof(keyword));
        }
    }

    private FitsHeader SetValue(string keyword, object? value, string? comment)
    {
        RequireKeyword(keyword);
        if (IsRemark(keyword))
        {
            throw new ArgumentException($"{keyword} takes text only, not {value}.", nameof(value));
        }

        return value is null ? this : Add(new(keyword, value, comment));
    }

    private object? Find(string keyword) => places.TryGetValue(keyword, out var place) ? cards[place].Value : null;
}
