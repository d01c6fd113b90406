using System.Reflection;
using OpenTelemetry.Resources;
using Sync.Contracts;
using Sync.Host.Commands;
using Sync.Host.Settings;

namespace Sync.Host.Telemetry;

/// <summary>Who a process is to a collector.</summary>
/// <param name="Service">such as scheduler, camera-NAME, or sync for all roles in one process</param>
/// <param name="Attributes">a person's own, from OTEL_RESOURCE_ATTRIBUTES</param>
internal sealed record Identity(string Service, IReadOnlyList<KeyValuePair<string, object>> Attributes)
{
    private static readonly string Version = typeof(Identity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private readonly string instance = Guid.NewGuid().ToString();

    /// <exception cref="SettingException">OTEL_RESOURCE_ATTRIBUTES can't be read</exception>
    public static Identity Of(HostSettings settings) => Of(settings.Collector, Usual(settings));

    /// <param name="variables">the OTEL_ variables</param>
    /// <param name="usual">the service, where they name none</param>
    /// <exception cref="SettingException">OTEL_RESOURCE_ATTRIBUTES can't be read</exception>
    public static Identity Of(IConfiguration variables, string usual)
    {
        var attributes = Read(variables.Text("OTEL_RESOURCE_ATTRIBUTES"));
        var named = attributes.FirstOrDefault(a => a.Key == "service.name").Value as string;
        return new(variables.Text("OTEL_SERVICE_NAME") ?? named ?? usual, attributes);
    }

    /// <summary>Without a person's own words: also the name of a folder.</summary>
    public static string Usual(HostSettings settings) => settings.Roles switch
    {
        [var only] when only == Role.CameraAgent => Senders.Camera(settings.Cameras.Single()),
        [var only] => only.Name,
        _ => "sync",
    };

    /// <summary>What a collector is told of it.</summary>
    /// <param name="service">another than its own, in whose name it tells something; null for its own</param>
    public ResourceBuilder Resource(string? service = null) => ResourceBuilder.CreateEmpty().AddTelemetrySdk()
        .AddAttributes([new("service.namespace", "sync"), new("service.version", Version), new("service.instance.id", instance), new("host.name", Environment.MachineName)])
        .AddAttributes(Attributes)
        .AddAttributes([new("service.name", service ?? Service)]);

    private static KeyValuePair<string, object>[] Read(string? text) =>
    [
        .. from pair in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
           let at = pair.IndexOf('=')
           select at > 0
               ? new KeyValuePair<string, object>(pair[..at].Trim(), Uri.UnescapeDataString(pair[(at + 1)..].Trim()))
               : throw new SettingException($"OTEL_RESOURCE_ATTRIBUTES has '{pair}'; allowed is NAME=VALUE, several with a comma between them."),
    ];
}
