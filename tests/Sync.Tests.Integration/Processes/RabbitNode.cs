using System.Net;
using System.Net.Sockets;
using RabbitMQ.Client;

namespace Sync.Tests.Integration.Processes;

/// <summary>A broker of its own: a node of RabbitMQ on free ports of loopback, with folder, cookie (it makes one) and name service of its own.</summary>
internal sealed class RabbitNode : IDisposable
{
    private const string VirtualHost = "rig";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly string folder = Directory.CreateTempSubdirectory("sync-rabbit-").FullName;
    private readonly int[] ports = FreePorts(3);
    private Child? names;
    private Child? node;

    private RabbitNode()
    {
    }

    public Uri Broker => new($"amqp://guest:guest@127.0.0.1:{ports[0]}/{VirtualHost}");

    public static async Task<RabbitNode> Start()
    {
        var rabbit = new RabbitNode();
        try
        {
            rabbit.Lay();
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
        node = new Child(Server(), [], Path.Combine(folder, "node.log"), Environment());
        await Watch.Until("The broker answers", StartLimit, () =>
            node.Runs ? Answers(Broker) : throw new InvalidOperationException($"rabbitmq-server ended: {File.ReadAllText(node.Output)}"));
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

    private void Lay()
    {
        File.WriteAllText(Path.Combine(folder, "rabbitmq.conf"), $"listeners.tcp.1 = 127.0.0.1:{ports[0]}\ndefault_vhost = {VirtualHost}\nlog.console = false\n");
        File.WriteAllText(Path.Combine(folder, "enabled_plugins"), "[].");
        names = new Child("epmd", ["-port", $"{ports[2]}", "-address", "127.0.0.1"], Path.Combine(folder, "names.log"), Environment());
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

    /// <summary>The server itself; what Debian puts on the path starts it as another user.</summary>
    private static string Server() =>
        Directory.GetDirectories("/usr/lib/rabbitmq/lib", "rabbitmq_server-*").Order(StringComparer.Ordinal)
            .Select(d => Path.Combine(d, "sbin", "rabbitmq-server")).LastOrDefault(File.Exists)
        ?? throw new InvalidOperationException("No rabbitmq-server is installed; install it, or name a broker in SYNC_TEST_AMQP.");

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        var ports = listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port).ToArray();
        listeners.ForEach(l => l.Dispose());
        return ports;
    }
}
