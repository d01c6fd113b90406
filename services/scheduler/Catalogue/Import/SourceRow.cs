using System.Globalization;

namespace Sync.Scheduler.Catalogue.Import;

/// <summary>One row, read by the names of the columns that exist. SQLite stores any type anywhere, so values are converted, not trusted.</summary>
internal sealed class SourceRow(string table, IReadOnlyDictionary<string, int> columns, object[] values)
{
    public string Table => table;

    public long Id => Long("Id") ?? 0;

    /// <summary>Null where the column or the value is missing.</summary>
    public string? Text(string column) => Value(column) switch
    {
        null => null,
        string text => text,
        byte[] => null,
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };

    /// <summary>Null where the column or the value is missing, or isn't a finite number.</summary>
    public double? Number(string column) => Value(column) switch
    {
        long whole => whole,
        double number when double.IsFinite(number) => number,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => null,
    };

    /// <summary>Null where there is no number that fits.</summary>
    public int? Whole(string column) => Number(column) is { } number and >= int.MinValue and <= int.MaxValue ? (int)number : null;

    public long? Long(string column) => Value(column) is long whole ? whole : Number(column) is { } number and > -9e18 and < 9e18 ? (long)number : null;

    public bool Flag(string column, bool missing = false) => Number(column) is { } number ? number != 0 : missing;

    /// <summary>A number within bounds; the default where it is missing, and with a word about it where it is out of them.</summary>
    public double Within(string column, double least, double most, double missing, ICollection<string> left)
    {
        if (Value(column) is null)
            return missing;
        if (Number(column) is { } number && number >= least && number <= most)
            return number;
        left.Add(FormattableString.Invariant($"{Name}: {column} is {Text(column)}, allowed is {least} to {most}; {missing} was taken instead."));
        return missing;
    }

    /// <inheritdoc cref="Within(string, double, double, double, ICollection{string})"/>
    public int Within(string column, int least, int most, int missing, ICollection<string> left) =>
        (int)Within(column, least, (double)most, missing, left);

    /// <summary>How the operator knows it.</summary>
    public string Name => Text("name") is { Length: > 0 } name ? $"{table} \"{name}\"" : $"{table} {Id}";

    /// <summary>The same each time the same database is read: its guid, where it has one, else table, number and profile.</summary>
    public Guid Key(string profile) => Guid.TryParse(Text("guid"), out var guid) && guid != Guid.Empty
        ? guid
        : StableId.Of("target-scheduler", table, Id.ToString(CultureInfo.InvariantCulture), profile);

    private object? Value(string column) => columns.TryGetValue(column, out var at) && values[at] is not DBNull ? values[at] : null;
}
