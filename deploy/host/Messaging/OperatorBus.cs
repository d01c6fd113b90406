using System.Net.Sockets;
using MassTransit;
using Microsoft.Extensions.Logging.Abstractions;
using Sync.Contracts;
using Sync.Devices.Rig;
using Sync.Host.Commands;
using Sync.Host.Settings;
using Sync.Ledger;

namespace Sync.Host.Messaging;

/// <summary>A person's way to the scheduler that runs: a bus for one command. It hears the scheduler alone, whatever the rig.</summary>
internal sealed class OperatorBus : IAsyncDisposable
{
    /// <summary>A broker that is there answers within a second; one that is not is tried a few times.</summary>
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    private readonly ServiceProvider services;
    private readonly BrokerAddress broker;
    private bool started;

    public OperatorBus(BrokerAddress broker, IConfiguration configuration, string directory)
    {
        this.broker = broker;
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton(TimeProvider.System);
        collection.AddBus(
            new HostSettings { Roles = [Role.Operator], Rig = DemoRig.Of(1), Cameras = [], Directory = directory, Time = TimeProvider.System, Broker = broker },
            configuration);
        services = collection.BuildServiceProvider();
    }

    /// <summary>In whose name is spoken.</summary>
    public static LedgerOptions Addressing { get; } = new() { ConnectionString = "", KeepUntilConsumed = false, Sender = Senders.Operator };

    public IBus Bus => Control;

    private IBusControl Control => services.GetRequiredService<IBusControl>();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <returns>why the broker was not reached; null when it was</returns>
    public async Task<string?> Reach(CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(ConnectLimit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            using (var line = new TcpClient()) // the bus would try again and again, and not say why
                await line.ConnectAsync(broker.Uri.Host, Port(broker.Uri), either.Token);
            await BrokerDoor.Knock(broker, Addresses.Operator, NullLogger.Instance, either.Token);
            await Control.StartAsync(either.Token);
            started = true;
            return null;
        }
        catch (SettingException e)
        {
            return e.Message;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            return $"{broker} was not reached: {Innermost(Control.CheckHealth().Exception ?? e)}; see that it runs, and ConnectionStrings:Broker and Broker:Password.";
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (started)
            await Control.StopAsync(StopLimit);
        await services.DisposeAsync();
    }

    private static string Innermost(Exception e)
    {
        while (e.InnerException is { } inner)
            e = inner;
        return e.Message.Split('\n')[0].TrimEnd('.', ' ', '\r');
    }

    private static int Port(Uri broker) => broker.Port > 0 ? broker.Port : broker.Scheme == "amqps" ? 5671 : 5672;
}
