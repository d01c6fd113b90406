using Sync.Script.Words;

namespace Sync.Host.Settings;

/// <summary>What a person may have meant.</summary>
internal static class Nearest
{
    private const int MissingUnit = 1;
    private const int WrongSection = 2;

    /// <summary>The name that is likely to be meant; null when none is near.</summary>
    /// <param name="name">as written, its parts separated by ':'</param>
    /// <param name="known">names that exist</param>
    public static string? Of(string name, IEnumerable<string> known) => known
        .Select(k => (Known: k, Slips: Slips(name, k)))
        .Where(k => k.Slips is not null)
        .OrderBy(k => k.Slips)
        .FirstOrDefault().Known;

    /// <summary>One slip in four letters; the right name in the wrong section; a name without its last word, often the unit.</summary>
    private static int? Slips(string name, string known)
    {
        var slips = EditDistance.Between(name, known);
        if (slips <= Allowed(known))
            return slips;
        if (known.StartsWith(name, StringComparison.OrdinalIgnoreCase) && !name.EndsWith(':') && name.Contains(':'))
            return MissingUnit;
        var (last, knownLast) = (Last(name), Last(known));
        var moved = EditDistance.Between(last, knownLast);
        return last.Length >= 4 && moved <= Allowed(knownLast) ? moved + WrongSection : null;
    }

    private static int Allowed(string known) => Math.Max(1, known.Length / 4);

    private static string Last(string name) => name[(name.LastIndexOf(':') + 1)..];
}
