using System.ComponentModel;
using System.Diagnostics;

namespace Sync.Programs;

/// <summary>Runs somebody else's program, without a shell, and ends it when it takes too long.</summary>
public static class ProgramRun
{
    /// <param name="program">a path, or a name that the system finds</param>
    /// <param name="arguments">each as it is</param>
    /// <param name="within">by the real clock, whatever the night's; then it is killed with all that it began</param>
    /// <param name="cancel">ends it as well</param>
    /// <param name="said">takes each line of its output and of its errors, also from two threads at once; null where nobody reads them</param>
    /// <returns>why it did not succeed, in a sentence without its arguments, for those may be secret; null when it did</returns>
    public static async Task<string?> Run(string program, IEnumerable<string> arguments, TimeSpan within, CancellationToken cancel, Action<string>? said = null)
    {
        var name = Path.GetFileName(program);
        using var process = new Process { StartInfo = Silent(program, arguments) };
        process.OutputDataReceived += (_, line) => said?.Invoke(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said?.Invoke(line.Data ?? "");
        try
        {
            process.Start();
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            return $"{name} could not be started: {e.Message.TrimEnd('.')}.";
        }
        process.StandardInput.Close();
        process.BeginOutputReadLine(); // what nobody reads would hold it up
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(within, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0 ? null : $"{name} ended with exit code {process.ExitCode}.";
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return limit.IsCancellationRequested ? FormattableString.Invariant($"{name} was ended, for it had run for {within.TotalSeconds:0.#} s.") : $"{name} was ended with the process that ran it.";
        }
    }

    private static ProcessStartInfo Silent(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }
}
