using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sync.Ledger.Backups;

/// <summary>Number and checksum of rows, in whatever order they come and whichever database they come from.</summary>
internal sealed class RowSum
{
    private UInt128 sum;

    public long Rows { get; private set; }

    /// <summary>Half of each row's SHA-256, added up.</summary>
    public string Checksum => sum.ToString("x32", CultureInfo.InvariantCulture);

    public void Add(IReadOnlyList<object?> row)
    {
        var text = new StringBuilder();
        foreach (var value in row)
            Append(text, value);
        unchecked
        {
            sum += BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        }
        Rows++;
    }

    /// <summary>The same value from either database: whole numbers as long, others as double, and text without the blanks that fill a column up.</summary>
    public static object? Plain(object value, ColumnShape column) => value switch
    {
        DBNull => null,
        string text => column.Padded ? text.TrimEnd(' ') : text,
        double or long => value,
        float number => (double)number,
        int or short or byte or bool => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        _ => throw new LedgerException($"The column {column.Name} holds a {value.GetType().Name}, which a backup can't keep."),
    };

    /// <summary>With its kind and its length, so that no two rows read alike.</summary>
    private static void Append(StringBuilder text, object? value) => text.Append(value switch
    {
        null => "n;",
        long number => string.Create(CultureInfo.InvariantCulture, $"i{number};"),
        double number => string.Create(CultureInfo.InvariantCulture, $"d{number:R};"),
        _ => $"s{((string)value).Length}:{value};",
    });
}
