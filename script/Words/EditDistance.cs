namespace Sync.Script.Words;

/// <summary>How many slips of the finger two words are apart.</summary>
public static class EditDistance
{
    /// <summary>
    /// Letters inserted, left out, replaced, or swapped with their neighbour; case does not count. Damerau-Levenshtein without
    /// restriction, after Lowrance and Wagner, "An extension of the string-to-string correction problem", J. ACM 22 (1975).
    /// </summary>
    public static int Between(string a, string b)
    {
        (a, b) = (a.ToUpperInvariant(), b.ToUpperInvariant());
        var far = a.Length + b.Length;
        var distance = new int[a.Length + 2, b.Length + 2]; // row and column 0 are out of reach, 1 the empty word
        distance[0, 0] = far;
        for (var i = 0; i <= a.Length; i++)
            (distance[i + 1, 0], distance[i + 1, 1]) = (far, i);
        for (var j = 0; j <= b.Length; j++)
            (distance[0, j + 1], distance[1, j + 1]) = (far, j);
        var lastRow = new Dictionary<char, int>(); // where in a each letter was last seen
        for (var i = 1; i <= a.Length; i++)
        {
            var lastColumn = 0; // where in b the letter a[i] was last seen
            for (var j = 1; j <= b.Length; j++)
            {
                var (row, column) = (lastRow.GetValueOrDefault(b[j - 1]), lastColumn);
                var replaced = distance[i, j] + (a[i - 1] == b[j - 1] ? 0 : 1);
                var edited = Math.Min(distance[i + 1, j], distance[i, j + 1]) + 1;
                var swapped = distance[row, column] + (i - row - 1) + 1 + (j - column - 1);
                distance[i + 1, j + 1] = Math.Min(Math.Min(replaced, edited), swapped);
                if (a[i - 1] == b[j - 1])
                    lastColumn = j;
            }
            lastRow[a[i - 1]] = i;
        }
        return distance[a.Length + 1, b.Length + 1];
    }
}
