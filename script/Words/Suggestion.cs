namespace Sync.Script.Words;

/// <summary>What a misspelt word was to be.</summary>
internal static class Suggestion
{
    /// <param name="word">as written</param>
    /// <param name="known">the words that there are</param>
    /// <returns>the end of a sentence: the nearest word, or all of them where none is near</returns>
    public static string For(string word, IReadOnlyList<string> known)
    {
        var near = known.Select(k => (Word: k, Slips: EditDistance.Between(word, k))).OrderBy(k => k.Slips).FirstOrDefault();
        return near.Word is not null && near.Slips <= Math.Max(1, near.Word.Length / 3)
            ? $"did you mean '{near.Word}'?"
            : $"allowed {(known.Count == 1 ? "is" : "are")} {string.Join(", ", known)}.";
    }
}
