using Microsoft.Extensions.Options;

namespace Sync.Dither;

/// <summary>What the settings must be; asked when the process starts.</summary>
internal sealed class DitherRules : IValidateOptions<DitherOptions>
{
    public ValidateOptionsResult Validate(string? name, DitherOptions options)
    {
        var wrong = Wrong(options).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(DitherOptions options)
    {
        if (options.SettlePixels is not (> 0 and <= 100))
            yield return $"{DitherOptions.Section}:SettlePixels is {options.SettlePixels}; it must be more than 0 and at most 100.";
        if (options.SettleTime >= options.SettleTimeout)
            yield return $"{DitherOptions.Section}:SettleTime is {options.SettleTime}; it must be less than SettleTimeout, which is {options.SettleTimeout}.";
        foreach (var (setting, value) in Durations(options).Where(d => d.Value <= TimeSpan.Zero || d.Value > TimeSpan.FromHours(1)))
            yield return $"{DitherOptions.Section}:{setting} is {value}; it must be more than 0 and at most an hour.";
    }

    private static IEnumerable<(string Setting, TimeSpan Value)> Durations(DitherOptions options) =>
    [
        (nameof(options.SettleTime), options.SettleTime),
        (nameof(options.SettleTimeout), options.SettleTimeout),
        (nameof(options.GuideExposure), options.GuideExposure),
        (nameof(options.CalibrationLimit), options.CalibrationLimit),
        (nameof(options.SlewLimit), options.SlewLimit),
        (nameof(options.MoveLimit), options.MoveLimit),
        (nameof(options.ParkLimit), options.ParkLimit),
        (nameof(options.DomeLimit), options.DomeLimit),
        (nameof(options.CommandLimit), options.CommandLimit),
    ];
}
