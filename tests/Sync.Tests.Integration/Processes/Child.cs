using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Sync.Tests.Integration.Processes;

/// <summary>
/// A process with a group of its own, its output in a file, and an end of its life that comes even when the test's comes first.
/// </summary>
internal sealed class Child : IDisposable
{
    private const int ControlC = 2;
    private const int Kill9 = 9;
    private const int Terminate = 15;
    private static readonly TimeSpan DeathLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan UsualLife = TimeSpan.FromMinutes(10);
    private readonly Process guard;

    /// <param name="program">found on the path, or with its own</param>
    /// <param name="arguments">as they are; nothing is interpreted</param>
    /// <param name="output">what it says is added to this file</param>
    /// <param name="environment">on top of the test's own</param>
    /// <param name="atMost">it is killed after so long; null for ten minutes</param>
    public Child(string program, IEnumerable<string> arguments, string output, IReadOnlyDictionary<string, string> environment, TimeSpan? atMost = null)
    {
        Output = output;
        var life = (int)(atMost ?? UsualLife).TotalSeconds;
        var start = new ProcessStartInfo("sh", ["-c", $"exec timeout -s KILL {life} \"$@\" >>\"$0\" 2>&1 </dev/null", output, program, .. arguments]);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        guard = Process.Start(start)!;
    }

    public string Output { get; }

    public bool Runs => !guard.HasExited;

    public int ExitCode => guard.ExitCode;

    /// <summary>At once, with all that it started.</summary>
    public async Task Kill()
    {
        if (Runs)
            Send(-guard.Id, Kill9);
        await Ended(DeathLimit);
    }

    /// <summary>Asks it to stop, as the system does.</summary>
    /// <returns>its exit code</returns>
    public Task<int> Stop(TimeSpan within) => End(Terminate, within);

    /// <summary>Asks it to stop, as a person does.</summary>
    /// <returns>its exit code</returns>
    public Task<int> Interrupt(TimeSpan within) => End(ControlC, within);

    public void Dispose()
    {
        if (Runs)
            Send(-guard.Id, Kill9);
        guard.Dispose();
    }

    private async Task<int> End(int signal, TimeSpan within)
    {
        Send(Inner(), signal);
        await Ended(within);
        return ExitCode;
    }

    private async Task Ended(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        try
        {
            await guard.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The process of {Path.GetFileName(Output)} had not ended after {within.TotalSeconds:0} s.");
        }
    }

    /// <summary>The program itself, under its guard.</summary>
    private int Inner() => int.Parse(
        File.ReadAllText($"/proc/{guard.Id}/task/{guard.Id}/children").Split(' ')[0], CultureInfo.InvariantCulture);

    private static void Send(int process, int signal)
    {
        if (SystemKill(process, signal) != 0)
            throw new InvalidOperationException($"Signal {signal} to {process} failed: error {Marshal.GetLastPInvokeError()}.");
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SystemKill(int process, int signal);
}
