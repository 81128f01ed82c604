;;; session.el --- what a user of Eglot does  -*- lexical-binding: t -*-
(require 'package)
(package-initialize) ; finds the Eglot of Debian's package
(require 'cl-lib)
(require 'flymake)
(load (expand-file-name "other/openclaw.el" (getenv "EDITORS")))

(defvar passed 0)
(defvar failed 0)

(defun check (name ok &optional seen)
  "Count a check called NAME, which holds when OK; SEEN is shown when it does not."
  (if ok (cl-incf passed) (cl-incf failed))
  (princ (format "%s %s%s\n" (if ok "ok  " "FAIL") name (if ok "" (format "\n%S" seen)))))

(defun until (ready)
  "Wait until READY returns something, for at most 15 s, and return it."
  (with-timeout (15)
    (let (value)
      (while (not (setq value (funcall ready)))
        (accept-process-output nil 0.02))
      value)))

(defun bytes (file)
  "The bytes of FILE."
  (with-temp-buffer
    (set-buffer-multibyte nil)
    (insert-file-contents-literally file)
    (buffer-string)))

(defun texts ()
  "The texts of the diagnostics that Flymake shows, but for the one that the fixture chooses no model."
  (seq-remove (lambda (text) (string-match-p "\\[unset-model\\]" text))
              (mapcar #'flymake-diagnostic-text (flymake-diagnostics))))

(defun complete-at-end-of (anchor typed)
  "The completions after TYPED on a new line behind the line that has ANCHOR."
  (goto-char (point-min))
  (search-forward anchor)
  (end-of-line)
  (insert "\n" typed)
  (let ((found (all-completions "" (nth 2 (eglot-completion-at-point)))))
    (delete-region (line-beginning-position) (1+ (line-end-position)))
    (mapcar (lambda (each) (string-trim (substring-no-properties each) "[ \"]+" "[ \",]+")) found)))

(setq eglot-sync-connect t)
(find-file (getenv "FILE"))
(check "openclaw.json has its mode" (eq major-mode 'openclaw-mode) major-mode)
(eglot--maybe-activate-editing-mode)
(unless (eglot-current-server) (call-interactively #'eglot))
(check "Eglot starts the server" (eglot-current-server))

(flymake-mode 1)
(let ((found (until (lambda () (flymake-start) (texts)))))
  (check "the legacy TTL key is reported, once"
         (and (= 1 (length found)) (string-match-p "cacheRetention" (car found))) found))

(goto-char (point-min))
(search-forward "cacheControlTt")
(let ((hover (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams))))
  (check "hover" (string-match-p "cacheRetention" (plist-get (plist-get hover :contents) :value)) hover))

(let ((found (complete-at-end-of "defaults: {" "model: \"anthropic/")))
  (check "completion of a model reference" (member "anthropic/claude-opus-5" found) found))
(let ((found (complete-at-end-of "params: {" "cacheRetention: ")))
  (check "completion of cacheRetention" (cl-subsetp '("none" "short" "long") found :test #'equal) found))

(openclaw-fix)
(check "openclaw-fix migrates" (until (lambda () (save-excursion (goto-char (point-min)) (search-forward "cacheRetention: \"long\"" nil t)))))
(save-buffer) ; Eglot tells the server of changes when Emacs is idle, which a batch never is, and before it saves
(check "... and the report is gone" (until (lambda () (flymake-start) (null (texts)))) (texts))
(let ((expected (bytes (expand-file-name "openclaw.migrated.json" (getenv "FIXTURES")))))
  (check "the file on disk is right byte for byte" (equal (bytes (getenv "FILE")) expected) (buffer-string)))

(openclaw-upgrade "2026.3.8" "2026.7.1")
(let ((report (with-current-buffer "*openclaw-upgrade*" (buffer-string))))
  (check "openclaw-upgrade tells what an update changes" (string-match-p "from OpenClaw 2026.3.8 to 2026.7.1" report) report))

(ignore-errors (eglot-shutdown (eglot-current-server)))
(princ (format "%d passed, %d failed\n" passed failed))
(kill-emacs (if (and (= failed 0) (> passed 0)) 0 1))
