using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Sync.Grader;
using Sync.Measure;

namespace Sync.Host.Commands;

internal static class GradeCommand
{
    public static Command Make()
    {
        var files = new Argument<string[]>("FILE") { Description = "FITS files.", Arity = ArgumentArity.OneOrMore };
        var json = Options.AsJson();
        var command = new Command("grade", "Measures the stars of FITS files.") { files, json };
        command.SetAction(parsed =>
        {
            var measured = GradeFiles.Measure(parsed.GetValue(files)!, MeasureOptions.Default, TimeProvider.System).ToList();
            if (parsed.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(measured.Where(m => m.Problem is null), Options.Json));
            else
                measured.Where(m => m.Problem is null).ToList().ForEach(m => Console.WriteLine(Line(m)));
            foreach (var bad in measured.Where(m => m.Problem is not null))
                Console.Error.WriteLine(bad.Problem);
            return measured.Exists(m => m.Problem is not null) ? CommandLine.Failed : CommandLine.Done;
        });
        return command;
    }

    private static string Line(FileMeasurement m) => string.Create(
        CultureInfo.InvariantCulture,
        $"{m.File}: {m.Stars} stars, HFR {m.HfrPixels:F2} px, FWHM {m.FwhmPixels:F2} px, elongation {m.Elongation:F2} at {m.AngleDegrees:F0}°, background {m.Background:F0} ± {m.Noise:F1}, {m.MeasureMilliseconds:F0} ms");
}
