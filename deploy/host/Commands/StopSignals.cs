using System.Runtime.InteropServices;

namespace Sync.Host.Commands;

/// <summary>
/// Ctrl+C and SIGTERM. The first asks to end in order, the second to end at once; the third is left to the system, which
/// kills the process.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource first = new();
    private readonly CancellationTokenSource second = new();
    private readonly List<PosixSignalRegistration> registrations = [];
    private int count;

    public CancellationToken First => first.Token;

    public CancellationToken Second => second.Token;

    public void Listen()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
            registrations.Add(PosixSignalRegistration.Create(signal, Heard));
    }

    public void Dispose()
    {
        registrations.ForEach(r => r.Dispose());
        first.Dispose();
        second.Dispose();
    }

    /// <summary>Whoever is told runs elsewhere: a handler that waits would hold up the system.</summary>
    private void Heard(PosixSignalContext context)
    {
        var number = Interlocked.Increment(ref count);
        context.Cancel = number <= 2;
        if (number == 1)
            _ = first.CancelAsync();
        else if (number == 2)
            _ = second.CancelAsync();
    }
}
