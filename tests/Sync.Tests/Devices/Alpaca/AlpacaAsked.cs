namespace Sync.Tests.Devices.Alpaca;

/// <summary>A request as a server of a test sees it.</summary>
/// <param name="Method">GET or PUT</param>
/// <param name="Path">as sent</param>
/// <param name="Form">of PUT; of GET the query</param>
/// <param name="Accept">the header</param>
internal sealed record AlpacaAsked(string Method, string Path, IReadOnlyDictionary<string, string> Form, string Accept)
{
    public string Member => Path[(Path.LastIndexOf('/') + 1)..];

    public string Type => Path.Split('/') is { Length: >= 4 } parts ? parts[3] : "";

    /// <summary>Without the ids: "PUT camera/0/binx BinX=2".</summary>
    public override string ToString() =>
        $"{Method} {Path.Replace("/api/v1/", "", StringComparison.Ordinal)} {string.Join('&', Form.Where(f => !f.Key.EndsWith("ID", StringComparison.Ordinal)).Select(f => $"{f.Key}={f.Value}"))}".TrimEnd();
}
