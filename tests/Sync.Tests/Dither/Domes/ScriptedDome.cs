using Sync.Devices;

namespace Sync.Tests.Dither.Domes;

/// <summary>A dome that does at once what it is told, and writes it down; a verb that has reasons fails by the next of them.</summary>
internal sealed class ScriptedDome(List<string> did) : IDome
{
    public string Name => "scripted dome";

    public DomeFacts Facts { get; set; } = new(Closes: true, Turns: true, Parks: true);

    public DomeState State { get; set; } = new(DomeOpening.Closed, 0, false, false);

    public Dictionary<string, Queue<string>> Failures { get; } = [];

    /// <summary>Is told of each look.</summary>
    public Action Looked { get; set; } = () => { };

    public Task Connect(CancellationToken cancel) => Do(nameof(Connect), null);

    public Task<DomeState> Look(CancellationToken cancel)
    {
        Looked();
        return Task.FromResult(State);
    }

    /// <summary>Whether it never ends to open.</summary>
    public bool OpensForEver { get; set; }

    public Task Open(CancellationToken cancel) => OpensForEver ? new TaskCompletionSource().Task.WaitAsync(cancel) : Do(nameof(Open), "open", State with { Opening = DomeOpening.Open });

    public Task Close(CancellationToken cancel) => Do(nameof(Close), "close", State with { Opening = DomeOpening.Closed });

    public Task Turn(double azimuthDegrees, CancellationToken cancel) => Do(nameof(Turn), "turn", State with { AzimuthDegrees = azimuthDegrees });

    public Task Park(CancellationToken cancel) => Do(nameof(Park), "park dome", State with { AzimuthDegrees = 0 });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task Do(string verb, string? what, DomeState? then = null)
    {
        if (Failures.TryGetValue(verb, out var reasons) && reasons.TryDequeue(out var why))
            return Task.FromException(new DeviceException(Name, why));
        State = then ?? State;
        if (what is not null)
            did.Add(what);
        return Task.CompletedTask;
    }
}
