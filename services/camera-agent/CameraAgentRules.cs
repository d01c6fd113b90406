using Microsoft.Extensions.Options;
using Sync.CameraAgent.Frames;

namespace Sync.CameraAgent;

/// <summary>What the settings must be; asked when the process starts.</summary>
internal sealed class CameraAgentRules : IValidateOptions<CameraAgentOptions>
{
    public ValidateOptionsResult Validate(string? name, CameraAgentOptions options)
    {
        var wrong = Wrong(options).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(CameraAgentOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.FramesDirectory))
            yield return $"{CameraAgentOptions.Section}:FramesDirectory is empty; it must name a directory.";
        if (options.MinimumFreeDiskBytes < 0)
            yield return $"{CameraAgentOptions.Section}:MinimumFreeDiskBytes is {options.MinimumFreeDiskBytes}; it must be 0 or more.";
        if (FileNamePattern.Wrong(options.FileNamePattern) is { } why)
            yield return $"{CameraAgentOptions.Section}:FileNamePattern: {why}";
        foreach (var (setting, value) in Durations(options).Where(d => d.Value <= TimeSpan.Zero || d.Value > TimeSpan.FromDays(1)))
            yield return $"{CameraAgentOptions.Section}:{setting} is {value}; it must be more than 0 and at most a day.";
    }

    private static IEnumerable<(string Setting, TimeSpan Value)> Durations(CameraAgentOptions options) =>
    [
        (nameof(options.HeartbeatInterval), options.HeartbeatInterval),
        (nameof(options.StampInterval), options.StampInterval),
        (nameof(options.MessageLife), options.MessageLife),
        (nameof(options.SendLimit), options.SendLimit),
        (nameof(options.ConnectLimit), options.ConnectLimit),
        (nameof(options.PrepareLimit), options.PrepareLimit),
        (nameof(options.DownloadLimit), options.DownloadLimit),
        (nameof(options.ReconnectFirst), options.ReconnectFirst),
        (nameof(options.ReconnectMost), options.ReconnectMost),
    ];
}
