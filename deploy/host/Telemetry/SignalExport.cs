using OpenTelemetry.Exporter;
using Sync.Host.Commands;
using Sync.Host.Settings;

namespace Sync.Host.Telemetry;

/// <summary>How one signal is exported.</summary>
/// <param name="Endpoint">where to, with the path of HTTP</param>
/// <param name="Protocol">gRPC, or HTTP with protobuf</param>
/// <param name="Headers">as NAME=VALUE,NAME=VALUE; may be secret</param>
/// <param name="TimeoutMilliseconds">of one request</param>
internal sealed record SignalExport(Uri Endpoint, OtlpExportProtocol Protocol, string? Headers, int TimeoutMilliseconds)
{
    /// <summary>For a person: nothing that may be secret.</summary>
    public string Place => Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>For an exporter of the SDK, which would read only some of this by itself.</summary>
    public void Apply(OtlpExporterOptions options) =>
        (options.Endpoint, options.Protocol, options.Headers, options.TimeoutMilliseconds) = (Endpoint, Protocol, Headers, TimeoutMilliseconds);

    public OtlpExporterOptions Options()
    {
        var options = new OtlpExporterOptions();
        Apply(options);
        return options;
    }

    public override string ToString() => Place;

    /// <returns>null where the signal is switched off, or has no endpoint</returns>
    /// <exception cref="SettingException">a variable can't be used</exception>
    public static SignalExport? Read(IConfiguration variables, string signal)
    {
        var exporter = $"OTEL_{signal}_EXPORTER";
        if (variables.Text(exporter) is not (null or "otlp" or "none"))
            throw new SettingException($"{exporter} is {variables.Text(exporter)}; allowed are otlp and none.");
        var name = Name(variables, signal, "ENDPOINT");
        if (variables.Text(exporter) == "none" || variables.Text(name) is not { } text)
            return null;
        var protocol = ReadProtocol(variables, Name(variables, signal, "PROTOCOL"));
        var endpoint = ReadEndpoint(name, text);
        if (protocol == OtlpExportProtocol.HttpProtobuf && name == "OTEL_EXPORTER_OTLP_ENDPOINT")
            endpoint = new UriBuilder(endpoint) { Path = $"{endpoint.AbsolutePath.TrimEnd('/')}/v1/{signal.ToLowerInvariant()}" }.Uri; // the specification's
        var timeout = CollectorSettings.Number(variables, Name(variables, signal, "TIMEOUT"), 10_000, 1, int.MaxValue);
        return new(endpoint, protocol, ReadHeaders(variables, Name(variables, signal, "HEADERS")), (int)timeout);
    }

    /// <summary>The signal's own variable where it is set, or else that of all signals.</summary>
    private static string Name(IConfiguration variables, string signal, string what)
    {
        var own = $"OTEL_EXPORTER_OTLP_{signal}_{what}";
        return variables.Text(own) is null ? $"OTEL_EXPORTER_OTLP_{what}" : own;
    }

    private static Uri ReadEndpoint(string name, string text) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https" && endpoint.Host.Length > 0
            ? endpoint
            : throw new SettingException($"{name} is {WithoutSecrets(text)}; allowed is an address such as http://HOST:4317.");

    private static string WithoutSecrets(string text) => text.LastIndexOf('@') is var at and >= 0 ? $"...{text[at..]}" : text;

    private static OtlpExportProtocol ReadProtocol(IConfiguration variables, string name) => variables.Text(name) switch
    {
        null or "grpc" => OtlpExportProtocol.Grpc,
        "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
        var other => throw new SettingException($"{name} is {other}; allowed are grpc and http/protobuf."),
    };

    private static string? ReadHeaders(IConfiguration variables, string name)
    {
        var text = variables.Text(name);
        return text is null || text.Split(',', StringSplitOptions.RemoveEmptyEntries).All(h => h.Trim().IndexOf('=') > 0)
            ? text
            : throw new SettingException($"{name} can't be read; allowed is NAME=VALUE, several with a comma between them.");
    }
}
