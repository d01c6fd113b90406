using System.Globalization;
using Sync.Clock;
using Sync.Devices;

namespace Sync.Tests.Devices.Alpaca.Served;

/// <summary>A simulated device behind the simulated server: members to get and to put, and one motion at a time.</summary>
internal abstract class ServedDevice
{
    private readonly TimeProvider time;
    private CancellationTokenSource? halt;
    private Task moving = Task.CompletedTask;
    private bool connected;

    protected ServedDevice(TimeProvider time)
    {
        this.time = time;
        Gets["connected"] = () => connected;
        Gets["connecting"] = () => false;
        Gets["interfaceversion"] = () => 3;
        Puts["connect"] = _ => connected = true;
        Puts["connected"] = form => connected = bool.Parse(form["Connected"]);
    }

    protected Dictionary<string, Func<object?>> Gets { get; } = [];

    protected Dictionary<string, Action<IReadOnlyDictionary<string, string>>> Puts { get; } = [];

    protected bool Moves => !moving.IsCompleted;

    public AlpacaReply Answer(AlpacaAsked asked)
    {
        try
        {
            if (!connected && asked.Member is not ("connected" or "connect" or "connecting" or "interfaceversion"))
                throw new ServedRefusal(ServedRefusal.NotConnected, $"{asked.Member} needs a connected device");
            if (asked.Method == "GET" && Gets.TryGetValue(asked.Member, out var get))
                return get() is AlpacaReply reply ? reply : AlpacaReply.Value(get());
            if (asked.Method != "PUT" || !Puts.TryGetValue(asked.Member, out var put))
                throw new ServedRefusal(ServedRefusal.NotImplemented, $"{asked.Member} is not implemented");
            put(asked.Form);
            return AlpacaReply.Done;
        }
        catch (ServedRefusal e)
        {
            return AlpacaReply.Refusal(e.Number, e.Message);
        }
        catch (DeviceException e)
        {
            return AlpacaReply.Refusal(ServedRefusal.InvalidOperation, e.Message);
        }
        catch (KeyNotFoundException e)
        {
            return AlpacaReply.Json($"\"{e.Message.Replace("\"", "'", StringComparison.Ordinal)}\"", 400);
        }
    }

    protected static double Number(IReadOnlyDictionary<string, string> form, string key) => double.Parse(form[key], CultureInfo.InvariantCulture);

    /// <summary>Begins it and answers at once, as Alpaca does.</summary>
    protected void Start(Func<CancellationToken, Task> motion)
    {
        if (Moves)
            throw new ServedRefusal(ServedRefusal.InvalidOperation, "it is moving");
        halt = new CancellationTokenSource();
        var (cancel, counted) = (halt.Token, Work.Begin(time));
        moving = Task.Run(async () =>
        {
            using (counted)
                await motion(cancel);
        });
    }

    /// <summary>Stops it, and answers when it rests: that takes no simulated time.</summary>
    protected void Halt()
    {
        halt?.Cancel();
        moving.ContinueWith(_ => { }, TaskScheduler.Default).Wait(TimeSpan.FromSeconds(20));
    }
}
