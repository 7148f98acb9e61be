using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Monitor.Telemetry;

namespace Monitor.Worker.Health;

/// <summary>
/// The meters in Prometheus' text format, version 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats). Our own, since the exporter of
/// OpenTelemetry for it is a beta only. Listens from the first moment of the worker, since counters lose what nobody hears.
/// </summary>
internal sealed class PrometheusText : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private static readonly string[] Heard = [Meters.Name, "System.Runtime"];
    private static readonly double[] UsualBuckets = [0.1, 1, 10, 60];

    private readonly Lock _writing = new();
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, ConcurrentDictionary<string, Series>> _series = new();

    public PrometheusText()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (Heard.Contains(instrument.Meter.Name, StringComparer.Ordinal))
            {
                _series.TryAdd(instrument, new ConcurrentDictionary<string, Series>(StringComparer.Ordinal));
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.MeasurementsCompleted = (instrument, state) => _series.TryRemove(instrument, out _);
        _listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) => Take(instrument, value, labels));
        _listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => Take(instrument, value, labels));
        _listener.SetMeasurementEventCallback<int>((instrument, value, labels, _) => Take(instrument, value, labels));
        _listener.Start();
    }

    public string Write()
    {
        using var _ = _writing.EnterScope();
        // What is observed no more, such as a fault that is over, must not stay at its last value.
        foreach (var observed in _series.Where(pair => pair.Key.IsObservable))
        {
            observed.Value.Clear();
        }

        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var metric in _series.GroupBy(pair => NameOf(pair.Key)).OrderBy(metric => metric.Key, StringComparer.Ordinal))
        {
            var instrument = metric.First().Key;
            text.Append(CultureInfo.InvariantCulture, $"# HELP {metric.Key} {instrument.Description?.ReplaceLineEndings(" ")}\n");
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {metric.Key} {TypeOf(instrument)}\n");
            foreach (var (labels, series) in metric.SelectMany(pair => pair.Value).OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                series.Write(text, metric.Key, labels);
            }
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        if (_series.TryGetValue(instrument, out var all))
        {
            all.GetOrAdd(Written(labels), _ => new Series(IsHistogram(instrument) ? BucketsOf(instrument) : null))
                .Take(value, isTotal: instrument.IsObservable);
        }
    }

    private static double[] BucketsOf(Instrument instrument) =>
        (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries is { } given ? [.. given] : UsualBuckets;

    private static bool IsHistogram(Instrument instrument) => instrument.GetType().Name.StartsWith("Histogram", StringComparison.Ordinal);

    private static bool IsCounter(Instrument instrument)
    {
        var type = instrument.GetType().Name;
        return type.StartsWith("Counter", StringComparison.Ordinal) || type.StartsWith("ObservableCounter", StringComparison.Ordinal);
    }

    private static string TypeOf(Instrument instrument) => IsHistogram(instrument) ? "histogram" : IsCounter(instrument) ? "counter" : "gauge";

    /// <summary>monitor.run.duration in s as monitor_run_duration_seconds; counters end in _total.</summary>
    private static string NameOf(Instrument instrument)
    {
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        return instrument.Name.Replace('.', '_').Replace('-', '_') + unit + (IsCounter(instrument) ? "_total" : "");
    }

    private static string Written(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in labels)
        {
            var written = Convert.ToString(value, CultureInfo.InvariantCulture)!
                .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? "," : "")}{name.Replace('.', '_')}=\"{written}\"");
        }

        return text.ToString();
    }

    /// <summary>One line of numbers: a total, a last value, or how many measurements came to at most each bound.</summary>
    private sealed class Series(double[]? bounds)
    {
        private readonly Lock _lock = new();
        private readonly long[] _atMost = new long[bounds?.Length ?? 0];
        private double _value;
        private long _count;

        public void Take(double value, bool isTotal)
        {
            lock (_lock)
            {
                (_value, _count) = (isTotal ? value : _value + value, _count + 1);
                for (var i = 0; i < _atMost.Length; i++)
                {
                    _atMost[i] += value <= bounds![i] ? 1 : 0;
                }
            }
        }

        public void Write(StringBuilder text, string name, string labels)
        {
            lock (_lock)
            {
                if (bounds is null)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{name}{Braced(labels)} {_value}\n");
                    return;
                }

                var more = labels.Length > 0 ? labels + "," : "";
                for (var i = 0; i < bounds.Length; i++)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{more}le=\"{bounds[i]}\"}} {_atMost[i]}\n");
                }

                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{more}le=\"+Inf\"}} {_count}\n");
                text.Append(CultureInfo.InvariantCulture, $"{name}_sum{Braced(labels)} {_value}\n{name}_count{Braced(labels)} {_count}\n");
            }
        }

        private static string Braced(string labels) => labels.Length == 0 ? "" : $"{{{labels}}}";
    }
}
