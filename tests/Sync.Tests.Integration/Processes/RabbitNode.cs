using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using RabbitMQ.Client;

namespace Sync.Tests.Integration.Processes;

/// <summary>
/// A broker of its own: a node of RabbitMQ on free ports of loopback, with folder, cookie (it makes one) and name service of
/// its own, and with the users, permissions and certificates that `deploy/make-secrets.sh` makes.
/// </summary>
internal sealed class RabbitNode : IDisposable
{
    private const string Administrator = "administrator";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly string folder = Directory.CreateTempSubdirectory("sync-rabbit-").FullName;
    private readonly int[] ports = FreePorts.Some(4);
    private readonly TimeSpan? atMost;
    private Child? names;
    private Child? node;

    private RabbitNode(TimeSpan? atMost) => this.atMost = atMost;

    public Logins Logins => new(
        new Uri($"amqp://{Administrator}:{File.ReadAllText(Path.Combine(Secrets, "web"))}@127.0.0.1:{ports[0]}"),
        user => File.ReadAllText(Path.Combine(Secrets, $"{user}.broker")));

    /// <summary>With TLS; the certificate names localhost, and no address.</summary>
    public Uri Encrypted => new($"amqps://localhost:{ports[3]}");

    public string Secrets => Path.Combine(folder, "secrets");

    /// <param name="cameras">each gets a user of its own</param>
    /// <param name="atMost">it is killed after so long; null for ten minutes</param>
    public static async Task<RabbitNode> Start(IEnumerable<string> cameras, TimeSpan? atMost = null)
    {
        var rabbit = new RabbitNode(atMost);
        try
        {
            rabbit.Lay(cameras);
            await rabbit.Again();
            return rabbit;
        }
        catch
        {
            rabbit.Dispose();
            throw;
        }
    }

    public Task Kill() => node!.Kill();

    /// <summary>Starts it on what it left. Ready when a client can talk to it.</summary>
    public async Task Again()
    {
        node = new Child(Server(), [], Path.Combine(folder, "node.log"), Environment(), atMost);
        await Watch.Until("The broker answers", StartLimit, () =>
            node.Runs ? Answers(Logins.Administrator) : throw new InvalidOperationException($"rabbitmq-server ended: {File.ReadAllText(node.Output)}"));
    }

    public void Dispose()
    {
        node?.Dispose();
        names?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<bool> Answers(Uri broker)
    {
        try
        {
            await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
            return true;
        }
        catch (Exception e) when (e is RabbitMQ.Client.Exceptions.BrokerUnreachableException or OperationCanceledException)
        {
            return false;
        }
    }

    private void Lay(IEnumerable<string> cameras)
    {
        var make = new ProcessStartInfo("bash", [MakeSecrets(), "--to", Secrets, "--tls", "localhost", .. cameras]) { RedirectStandardOutput = true };
        using (var making = Process.Start(make)!)
        {
            making.StandardOutput.ReadToEnd();
            making.WaitForExit();
            if (making.ExitCode != 0)
                throw new InvalidOperationException($"make-secrets.sh ended with {making.ExitCode}.");
        }
        File.WriteAllText(Path.Combine(folder, "definitions.json"), WithAdministrator(File.ReadAllText(Path.Combine(Secrets, "definitions.json"))));
        File.WriteAllText(Path.Combine(folder, "rabbitmq.conf"), $"""
            listeners.tcp.1 = 127.0.0.1:{ports[0]}
            listeners.ssl.1 = 127.0.0.1:{ports[3]}
            ssl_options.certfile = {Secrets}/broker.pem
            ssl_options.keyfile = {Secrets}/broker.key
            load_definitions = {folder}/definitions.json
            log.console = false
            """);
        File.WriteAllText(Path.Combine(folder, "enabled_plugins"), "[].");
        names = new Child("epmd", ["-port", $"{ports[2]}", "-address", "127.0.0.1"], Path.Combine(folder, "names.log"), Environment(), atMost);
    }

    /// <summary>For the tests, who look into all queues; Sync has no such user.</summary>
    private string WithAdministrator(string definitions)
    {
        var all = JsonNode.Parse(definitions)!;
        all["users"]!.AsArray().Add(new JsonObject
        {
            ["name"] = Administrator, ["password"] = File.ReadAllText(Path.Combine(Secrets, "web")), ["tags"] = "administrator",
        });
        all["permissions"]!.AsArray().Add(new JsonObject
        {
            ["user"] = Administrator, ["vhost"] = "/", ["configure"] = ".*", ["write"] = ".*", ["read"] = ".*",
        });
        return all.ToJsonString();
    }

    private Dictionary<string, string> Environment() => new()
    {
        ["HOME"] = folder,
        ["ERL_EPMD_PORT"] = $"{ports[2]}",
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODENAME"] = $"sync{ports[0]}@localhost",
        ["RABBITMQ_NODE_PORT"] = $"{ports[0]}",
        ["RABBITMQ_DIST_PORT"] = $"{ports[1]}",
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "mnesia"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "rabbitmq.conf"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "enabled_plugins"),
        ["RABBITMQ_PID_FILE"] = Path.Combine(folder, "pid"),
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}",
    };

    public static string MakeSecrets([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../../deploy/make-secrets.sh"));

    /// <summary>The server itself; what Debian puts on the path starts it as another user.</summary>
    private static string Server() =>
        Directory.GetDirectories("/usr/lib/rabbitmq/lib", "rabbitmq_server-*").Order(StringComparer.Ordinal)
            .Select(d => Path.Combine(d, "sbin", "rabbitmq-server")).LastOrDefault(File.Exists)
        ?? throw new InvalidOperationException("No rabbitmq-server is installed; install it, or name a broker in SYNC_TEST_AMQP.");
}
