namespace Sync.Devices.Indi;

internal enum IndiState
{
    Idle,
    Ok,
    Busy,
    Alert,
}

/// <summary>
/// A property of a device as it was at one moment. The kind is Number, Switch, Text, Light or BLOB, the permission ro, rw
/// or wo; values are the texts of its members by their names.
/// </summary>
internal sealed record IndiVector(
    string Name, string Kind, IndiState State, string Permission, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>What numbers may be, by their names, where the driver said so.</summary>
    public IReadOnlyDictionary<string, IndiRange> Ranges { get; init; } = new Dictionary<string, IndiRange>();

    /// <summary>What came with this change; the store does not keep it.</summary>
    public IndiBlob? Blob { get; init; }

    /// <summary>What people call members, where the driver says.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public bool Writable => Permission != "ro";

    public bool Has(string member) => Values.ContainsKey(member);

    /// <summary>The name where there is no label.</summary>
    public string Label(string member) => Labels?.GetValueOrDefault(member) ?? member;

    public bool IsOn(string member) => Values.GetValueOrDefault(member) == "On";

    /// <exception cref="FormatException">no such member, or not a number</exception>
    public double Number(string member) => Values.TryGetValue(member, out var text)
        ? IndiNumber.Parse(text)
        : throw new FormatException($"{Name} has no {member}; it has {string.Join(", ", Values.Keys)}");
}

/// <summary>From the lowest to the highest that a number may be.</summary>
internal readonly record struct IndiRange(double Lowest, double Highest)
{
    /// <returns>null where there is none: equal ends mean that anything goes</returns>
    public static IndiRange? Of(IndiElement member) =>
        IndiNumber.TryParse(member["min"], out var lowest) && IndiNumber.TryParse(member["max"], out var highest) && lowest < highest
            ? new(lowest, highest)
            : null;
}

/// <summary>Its format is the ending of a file name: ".fits".</summary>
internal sealed record IndiBlob(string Format, byte[] Bytes);
