;;; openclaw.el --- openclaw-lsp in Emacs, by Eglot  -*- lexical-binding: t -*-

;; Emacs 29 has Eglot; an older one gets it from GNU ELPA or its distribution.  In the init file:
;;   (load "/path/to/openclaw-lsp/editors/other/openclaw.el")

(require 'eglot)

;; The name before `-mode' is the language id that Eglot tells the server.
(define-derived-mode openclaw-mode js-mode "OpenClaw"
  "Major mode for OpenClaw's configuration, which is JSON5."
  (setq-local js-indent-level 2))

(dolist (pattern '("\\(?:\\`\\|/\\)\\(?:openclaw\\|clawdbot\\)\\.json\\'"
                   "\\.openclaw\\.json5\\'"
                   "/\\.openclaw/[^/]*\\.patch\\.json5\\'"))
  (add-to-list 'auto-mode-alist (cons pattern 'openclaw-mode)))

(add-to-list 'eglot-server-programs '(openclaw-mode . ("openclaw-lsp" "serve" "--stdio")))
(add-hook 'openclaw-mode-hook #'eglot-ensure)

(defun openclaw-fix ()
  "Make every safe migration of the buffer; comments stay, and nothing is written to the disk."
  (interactive)
  (eglot-code-actions (point-min) (point-max) "source.fixAll.openclaw" t))

(defun openclaw-upgrade (&optional from to)
  "Show what an update of OpenClaw does to the file.
It begins at the release FROM, or the one that wrote the file last, and ends at TO, or the newest known.  With a prefix
argument both are asked for."
  (interactive (when current-prefix-arg (list (read-string "From release: ") (read-string "To release: "))))
  (let ((answer (jsonrpc-request (eglot--current-server-or-lose) :openclaw/upgrade
                                 (list :textDocument (eglot--TextDocumentIdentifier) :from (or from "") :to (or to "")))))
    (with-current-buffer (get-buffer-create "*openclaw-upgrade*")
      (let ((inhibit-read-only t))
        (erase-buffer)
        (insert (plist-get answer :markdown))
        (goto-char (point-min)))
      (if (fboundp 'markdown-view-mode) (markdown-view-mode) (special-mode))
      (display-buffer (current-buffer)))))

(provide 'openclaw)
;;; openclaw.el ends here
