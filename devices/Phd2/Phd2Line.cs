using System.Net.Sockets;
using System.Text.Json;

namespace Sync.Devices.Phd2;

/// <summary>A line to PHD2 from its greeting to its loss. Replies find their requests by id; all else is handed on.</summary>
internal sealed class Phd2Line : IAsyncDisposable
{
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);
    private const int MostGarbageInARow = 20;
    private readonly Phd2Requests requests = new();
    private readonly TaskCompletionSource<Phd2Message> first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string name;
    private readonly TimeProvider time;
    private readonly Action<Phd2Message> hear;
    private readonly Phd2Wire wire;
    private int garbageInARow;
    private volatile bool lost;

    private Phd2Line(Phd2Wire wire, string name, TimeProvider time, Action<Phd2Message> hear) =>
        (this.wire, this.name, this.time, this.hear) = (wire, name, time, hear);

    public bool IsLost => lost;

    /// <summary>Requests without an answer.</summary>
    public int Unanswered => requests.Count;

    /// <summary>Opens a line and waits for PHD2's greeting.</summary>
    /// <param name="address">where</param>
    /// <param name="name">for errors</param>
    /// <param name="time">for the limits</param>
    /// <param name="hear">called for everything, in order, on the reading thread; last for <see cref="Phd2Lost"/></param>
    /// <param name="cancel">gives up</param>
    /// <exception cref="DeviceException">nobody is there, or not PHD2</exception>
    public static async Task<Phd2Line> Open(DeviceAddress address, string name, TimeProvider time, Action<Phd2Message> hear, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(AnswerLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        Phd2Line line;
        try
        {
            line = new Phd2Line(await Phd2Wire.Open(address, either.Token), name, time, hear);
        }
        catch (SocketException e)
        {
            throw new DeviceException(name, $"nobody is there: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new DeviceException(name, $"nobody is there within {AnswerLimit.TotalSeconds:0} s", e);
        }
        try
        {
            await line.Greet(cancel);
            return line;
        }
        catch
        {
            await line.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a request and waits for its reply.</summary>
    /// <exception cref="DeviceException">refused, in PHD2's words; no reply; or the line was lost</exception>
    public async Task<JsonElement> Ask(string method, object? parameters, TimeSpan limit, CancellationToken cancel)
    {
        using var request = requests.Begin(method);
        try
        {
            await wire.Send(request.Line(parameters), cancel).WaitAsync(limit, time, cancel);
            var reply = await request.Reply.WaitAsync(limit, time, cancel);
            return reply.Refusal is null ? reply.Result : throw new DeviceException(name, $"refused {method}: {reply.Refusal.Words}");
        }
        catch (TimeoutException e)
        {
            throw new DeviceException(name, $"no answer to {method} within {limit.TotalSeconds:0.#} s", e);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException
            || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new DeviceException(name, $"lost the connection during {method}: {e.Message}", e);
        }
    }

    public ValueTask DisposeAsync() => wire.DisposeAsync();

    private async Task Greet(CancellationToken cancel)
    {
        wire.Start(Deliver, Lose);
        try
        {
            if (await first.Task.WaitAsync(AnswerLimit, time, cancel) is not Phd2Version { Protocol: 1 })
                throw new DeviceException(name, $"it does not greet as PHD2 does: {first.Task.Result}");
        }
        catch (TimeoutException e)
        {
            throw new DeviceException(name, $"no greeting within {AnswerLimit.TotalSeconds:0} s; is that PHD2?", e);
        }
    }

    private void Deliver(string text)
    {
        var message = Phd2Reading.Read(text);
        first.TrySetResult(message);
        garbageInARow = message is Phd2Garbage ? garbageInARow + 1 : 0;
        if (garbageInARow == MostGarbageInARow)
            throw new Phd2ProtocolException($"{MostGarbageInARow} lines in a row that are not PHD2's");
        if (message is not Phd2Reply reply)
            hear(message);
        else if (requests.Answer(reply) is { } request && reply.Refusal is null)
            hear(new Phd2Accepted(request.Method));
    }

    private void Lose(string why)
    {
        lost = true;
        var last = new Phd2Lost(why);
        first.TrySetResult(last);
        requests.Fail(why);
        hear(last);
    }
}
