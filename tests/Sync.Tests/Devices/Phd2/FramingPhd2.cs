using System.Text.Json;

namespace Sync.Tests.Devices.Phd2;

/// <summary>A PHD2 whose camera gives frames, one at a time with what it is asked.</summary>
internal abstract class FramingPhd2 : Phd2Listener
{
    private readonly CancellationTokenSource closing = new();
    private Task frames = Task.CompletedTask;

    /// <summary>To be held by whoever changes anything.</summary>
    protected Lock Sky { get; } = new();

    public override async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await frames;
        await base.DisposeAsync();
    }

    /// <summary>Begins to take frames.</summary>
    protected void Expose(TimeProvider time, TimeSpan exposure) => frames = Frames(time, exposure);

    protected abstract void Frame();

    protected abstract void Obeyed(string method, long id, JsonElement parameters);

    protected sealed override void Answer(string method, long id, JsonElement parameters)
    {
        lock (Sky)
            Obeyed(method, id, parameters);
    }

    protected void Tell(string name, object? more = null) => Say(Event(name, more));

    protected static string Event(string name, object? more)
    {
        var members = more is null ? "" : "," + JsonSerializer.Serialize(more)[1..^1];
        return $"{{\"Event\":\"{name}\",\"Timestamp\":1795165400.030,\"Host\":\"vm\",\"Inst\":1{members}}}";
    }

    private async Task Frames(TimeProvider time, TimeSpan exposure)
    {
        try
        {
            while (true)
            {
                await Task.Delay(exposure, time, closing.Token);
                lock (Sky)
                    Frame();
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
