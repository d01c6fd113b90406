using System.Globalization;
using Sync.Astro.Coordinates;

namespace Sync.Tests.Astro;

/// <summary>The tables that reference/make_reference.py made.</summary>
internal static class Reference
{
    public static IReadOnlyList<ReferenceRow> Read(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Astro", "reference", name));
        var columns = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => new ReferenceRow(columns, line.Split(',')))];
    }
}

internal sealed record ReferenceRow(string[] Columns, string[] Values)
{
    public GeoSite Site => new(Number("latitude"), Number("longitude"), Number("elevation"));

    public string Text(string column) => Values[Array.IndexOf(Columns, column)];

    public double Number(string column) => double.Parse(Text(column), CultureInfo.InvariantCulture);

    public DateTimeOffset? Instant(string column) =>
        Text(column) is { Length: > 0 } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;

    public Equatorial Place(string hours, string degrees) => new(Number(hours), Number(degrees));

    public override string ToString() => string.Join(',', Values);
}

/// <summary>The largest deviation of a table, and the row that has it.</summary>
internal sealed class Worst
{
    public double Value { get; private set; }

    public string Row { get; private set; } = "";

    public void See(double deviation, object row)
    {
        // Written so that a NaN is seen, and is not forgotten.
        if (!double.IsNaN(Value) && !(Math.Abs(deviation) <= Value))
        {
            (Value, Row) = (Math.Abs(deviation), row.ToString() ?? "");
        }
    }
}
