namespace Sync.Devices.Indi;

/// <summary>One XML element off the wire, with what is inside.</summary>
internal sealed record IndiElement(string Tag, IReadOnlyDictionary<string, string> Attributes)
{
    public List<IndiElement> Children { get; } = [];

    /// <summary>Without the white space around it; empty for an element with children or a BLOB.</summary>
    public string Text { get; set; } = "";

    /// <summary>The decoded bytes of a oneBLOB.</summary>
    public byte[]? Blob { get; set; }

    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);
}

/// <summary>The other side sent what is no INDI; nothing after it can be trusted.</summary>
internal sealed class IndiProtocolException(string what) : Exception(what);
